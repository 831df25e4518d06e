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
import java.util.stream.Collectors;

/**
 * What becomes of a value of old on its way to new. Those with an inverse keep the order of values,
 * so that they are fit for keys.
 */
public enum Conversion {
  /** A text without the blanks at its end. */
  TRIM_BLANKS("trim-blanks"),
  /** The empty text is NULL. */
  EMPTY_TO_NULL("empty-to-null"),
  /** NULL is the empty text. */
  NULL_TO_EMPTY("null-to-empty"),
  /** A text in lower case, by the rules of no language. */
  LOWER_CASE("lower-case"),
  /** {@code Y} and {@code N} are truth values. */
  YES_NO("yes-no"),
  /** A whole number is the instant so many milliseconds after 1970 began in UTC. */
  EPOCH_MILLIS("epoch-millis"),
  /** A UUID's 36 characters are its 16 bytes. */
  UUID_TEXT("uuid-text");

  private final String label;

  Conversion(String label) {
    this.label = label;
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
    switch (this) {
      case YES_NO:
      case EPOCH_MILLIS:
      case UUID_TEXT:
        return true;
      case TRIM_BLANKS:
      case EMPTY_TO_NULL:
      case NULL_TO_EMPTY:
      case LOWER_CASE:
        return false;
    }
    throw new AssertionError(this);
  }

  /**
   * Returns what new holds for a value of old, which may be null.
   *
   * @throws IllegalArgumentException when the value is none that it is for
   */
  public Object apply(Object value) {
    if (value == null) {
      return this == NULL_TO_EMPTY ? "" : null;
    }
    switch (this) {
      case TRIM_BLANKS:
        return withoutBlanks(text(value));
      case EMPTY_TO_NULL:
        return text(value).isEmpty() ? null : value;
      case NULL_TO_EMPTY:
        return text(value);
      case LOWER_CASE:
        return text(value).toLowerCase(Locale.ROOT);
      case YES_NO:
        return truth(text(value));
      case EPOCH_MILLIS:
        return instant(value);
      case UUID_TEXT:
        return value instanceof UUID ? value : UUID.fromString(text(value).trim());
    }
    throw new AssertionError(this);
  }

  /**
   * Returns what old holds for a value of new, which may be null.
   *
   * @throws IllegalArgumentException when the value is none that it makes
   * @throws IllegalStateException when there is no inverse
   */
  public Object inverse(Object value) {
    if (!hasInverse()) {
      throw new IllegalStateException(label + " has no inverse");
    }
    if (value == null) {
      return null;
    }
    switch (this) {
      case YES_NO:
        return yesOrNo(value);
      case EPOCH_MILLIS:
        return millis(value);
      case UUID_TEXT:
        return uuidText(value);
      case TRIM_BLANKS:
      case EMPTY_TO_NULL:
      case NULL_TO_EMPTY:
      case LOWER_CASE:
        break;
    }
    throw new AssertionError(this);
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

  private static Object truth(String text) {
    switch (text) {
      case "Y":
        return true;
      case "N":
        return false;
      default:
        throw unfit("Y or N");
    }
  }

  private static Object yesOrNo(Object value) {
    if (value instanceof Boolean) {
      return (Boolean) value ? "Y" : "N";
    }
    throw unfit("a truth value");
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
