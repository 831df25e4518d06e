package dev.dualwrite.mapping;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What becomes of a value of old on its way to new. Those with an inverse keep the order of values,
 * so that they are fit for keys.
 */
public enum Conversion {
  /** A text without the blanks at its end. */
  TRIM_BLANKS("trim-blanks", value -> withoutBlanks(text(value))),
  /** The empty text is NULL. */
  EMPTY_TO_NULL("empty-to-null", value -> text(value).isEmpty() ? null : value),
  /** NULL is the empty text. */
  NULL_TO_EMPTY("null-to-empty", value -> value == null ? "" : text(value)),
  /** A text in lower case, by the rules of no language. */
  LOWER_CASE("lower-case", value -> text(value).toLowerCase(Locale.ROOT)),
  /** {@code Y} and {@code N} are truth values. */
  YES_NO("yes-no", Conversion::truth, value -> (Boolean) value ? "Y" : "N"),
  /** A whole number is the instant so many milliseconds after 1970 began in UTC. */
  EPOCH_MILLIS("epoch-millis", Conversion::instant, Conversion::millis),
  /** A UUID's 36 characters are its 16 bytes. */
  UUID_TEXT("uuid-text", Conversion::uuid, Conversion::uuidText);

  private final String label;
  private final UnaryOperator<Object> forward;
  private final Optional<UnaryOperator<Object>> inverse;

  Conversion(String label, UnaryOperator<Object> forward) {
    this.label = label;
    this.forward = forward;
    this.inverse = Optional.empty();
  }

  Conversion(String label, UnaryOperator<Object> forward, UnaryOperator<Object> inverse) {
    this.label = label;
    this.forward = forward;
    this.inverse = Optional.of(inverse);
  }

  /** Returns the conversion of this exact name. */
  public static Optional<Conversion> named(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }

  /** Returns all names, for people. */
  static String names() {
    return Arrays.stream(values()).map(Conversion::label).collect(Collectors.joining(", "));
  }

  /** Returns the name in the configuration. */
  public String label() {
    return label;
  }

  /** Tells whether {@link #inverse} is possible, so that a key's column may be converted. */
  public boolean hasInverse() {
    return inverse.isPresent();
  }

  /**
   * Returns what new holds for a value of old, which may be null.
   *
   * @throws IllegalArgumentException when the value is none that it is for
   */
  public Object apply(Object value) {
    return value == null && this != NULL_TO_EMPTY ? null : forward.apply(value);
  }

  /**
   * Returns what old holds for a value of new.
   *
   * @throws IllegalArgumentException when the value is none that it makes
   * @throws IllegalStateException when there is no inverse
   */
  public Object inverse(Object value) {
    UnaryOperator<Object> back =
        inverse.orElseThrow(() -> new IllegalStateException(label + " has no inverse"));
    return value == null ? null : back.apply(value);
  }

  private static String text(Object value) {
    if (value instanceof String) {
      return (String) value;
    }
    throw unfit("a text");
  }

  private static String withoutBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  private static Object truth(Object value) {
    switch (text(value)) {
      case "Y":
        return true;
      case "N":
        return false;
      default:
        throw unfit("Y or N");
    }
  }

  private static Object instant(Object value) {
    if (!(value instanceof Number)) {
      throw unfit("a whole number of milliseconds");
    }
    BigDecimal number = new BigDecimal(value.toString());
    try {
      return Instant.ofEpochMilli(number.longValueExact()).atOffset(ZoneOffset.UTC);
    } catch (ArithmeticException fractionOrTooLarge) {
      throw unfit("a whole number of milliseconds");
    }
  }

  private static Object millis(Object value) {
    OffsetDateTime time =
        value instanceof LocalDateTime
            ? ((LocalDateTime) value).atOffset(ZoneOffset.UTC)
            : zoned(value);
    if (time.getNano() % 1_000_000 != 0) {
      throw unfit("a time in whole milliseconds");
    }
    return time.toInstant().toEpochMilli();
  }

  private static OffsetDateTime zoned(Object value) {
    if (value instanceof OffsetDateTime) {
      return (OffsetDateTime) value;
    }
    throw unfit("a timestamp");
  }

  private static Object uuid(Object value) {
    if (value instanceof UUID) {
      return value;
    }
    return UUID.fromString(text(value).trim());
  }

  private static Object uuidText(Object value) {
    if (value instanceof byte[] && ((byte[]) value).length == Long.BYTES * 2) {
      ByteBuffer bytes = ByteBuffer.wrap((byte[]) value);
      return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }
    if (value instanceof UUID) {
      return value.toString();
    }
    throw unfit("a UUID");
  }

  private static IllegalArgumentException unfit(String expected) {
    return new IllegalArgumentException("the value is not " + expected);
  }
}
