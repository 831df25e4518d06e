package dev.dualwrite.rows;

import dev.dualwrite.dialect.BitString;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** Conversions to numbers and truth values; empty where the classes don't fit. */
final class Numbers {

  private Numbers() {}

  static Optional<Boolean> toBoolean(Object value) {
    if (value instanceof Boolean) {
      return Optional.of((Boolean) value);
    }
    if (value instanceof String) {
      return fromWord(((String) value).trim().toLowerCase(Locale.ROOT));
    }
    return toDecimal(value)
        .flatMap(number -> fromWord(number.stripTrailingZeros().toPlainString()));
  }

  private static Optional<Boolean> fromWord(String word) {
    switch (word) {
      case "1":
      case "t":
      case "true":
        return Optional.of(true);
      case "0":
      case "f":
      case "false":
        return Optional.of(false);
      default:
        return Optional.empty();
    }
  }

  /** A fraction is refused by an ArithmeticException: it would be lost. */
  static Optional<Long> toLong(Object value) {
    return value instanceof Long
        ? Optional.of((Long) value)
        : toDecimal(value).map(BigDecimal::longValueExact);
  }

  static Optional<BigDecimal> toDecimal(Object value) {
    if (value instanceof BigDecimal) {
      return Optional.of((BigDecimal) value);
    }
    if (value instanceof BigInteger) {
      return Optional.of(new BigDecimal((BigInteger) value));
    }
    if (value instanceof Double || value instanceof Float) {
      return finite((Number) value);
    }
    if (value instanceof Number) {
      return Optional.of(BigDecimal.valueOf(((Number) value).longValue()));
    }
    if (value instanceof Boolean) {
      return Optional.of((Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO);
    }
    if (value instanceof BitString) {
      return Optional.of(new BigDecimal(((BitString) value).number()));
    }
    return value instanceof String ? parse(((String) value).trim()) : Optional.empty();
  }

  private static Optional<BigDecimal> finite(Number value) {
    return Double.isFinite(value.doubleValue())
        ? Optional.of(new BigDecimal(value.toString()))
        : Optional.empty();
  }

  private static Optional<BigDecimal> parse(String text) {
    return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,5})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  static Optional<Double> toDouble(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return Optional.of(((Number) value).doubleValue());
    }
    if (value instanceof String) {
      return Optional.of(Double.valueOf(((String) value).trim()));
    }
    return toDecimal(value).map(BigDecimal::doubleValue);
  }
}
