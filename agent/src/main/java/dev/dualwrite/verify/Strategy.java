package dev.dualwrite.verify;

import java.util.Arrays;
import java.util.Optional;

/** How much of a table is looked at. */
public enum Strategy {
  /** The number of rows. */
  COUNT("count"),
  /** Sums of hashes over all columns, made by the databases; rows where sums differ. */
  CHECKSUM("checksum"),
  /** Every field of some rows, chosen at random. */
  SAMPLE("sample"),
  /** Every field of every row. */
  FULL("full");

  private final String label;

  Strategy(String label) {
    this.label = label;
  }

  /** Returns the strategy of this label. */
  public static Optional<Strategy> parse(String label) {
    return Arrays.stream(values()).filter(strategy -> strategy.label.equals(label)).findFirst();
  }

  /** Returns the word for it on the command line and in results. */
  public String label() {
    return label;
  }

  /** Tells whether a clean result says something of every field of every row. */
  public boolean coversAllRows() {
    switch (this) {
      case CHECKSUM:
      case FULL:
        return true;
      case COUNT:
      case SAMPLE:
        return false;
    }
    throw new AssertionError(this);
  }

  @Override
  public String toString() {
    return label;
  }
}
