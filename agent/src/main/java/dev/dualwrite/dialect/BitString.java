package dev.dualwrite.dialect;

import java.math.BigInteger;
import java.util.Objects;

/**
 * A string of bits between two databases; a class of its own, so that nobody takes its digits for a
 * decimal number.
 */
public final class BitString {
  private final String digits;

  private BitString(String digits) {
    this.digits = Objects.requireNonNull(digits, "digits");
  }

  /** Returns the bits of a text of the digits 0 and 1, the most significant first. */
  public static BitString of(String digits) {
    return new BitString(digits);
  }

  /** Returns the digits 0 and 1, the most significant first. */
  public String digits() {
    return digits;
  }

  /** Returns the bits as a number without sign. */
  public BigInteger number() {
    return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, 2);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BitString && digits.equals(((BitString) other).digits);
  }

  @Override
  public int hashCode() {
    return digits.hashCode();
  }

  @Override
  public String toString() {
    return digits;
  }
}
