package dev.dualwrite.dialect;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.Locale;

/** Turns the text that databases give for numbers, dates and times into values and back. */
final class Texts {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE;
  private static final DateTimeFormatter TIME =
      strict(
          new DateTimeFormatterBuilder()
              .appendPattern("HH:mm:ss")
              .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true));
  private static final DateTimeFormatter TIMESTAMP =
      strict(new DateTimeFormatterBuilder().append(DATE).appendLiteral(' ').append(TIME));
  private static final DateTimeFormatter ZONED_TIME =
      strict(new DateTimeFormatterBuilder().append(TIME).appendOffset("+HH:mm:ss", "+00"));
  private static final DateTimeFormatter ZONED_TIMESTAMP =
      strict(new DateTimeFormatterBuilder().append(TIMESTAMP).appendOffset("+HH:mm:ss", "+00"));

  private Texts() {}

  /** By default 24:00 is read as midnight and the 30th of February as its last day. */
  private static DateTimeFormatter strict(DateTimeFormatterBuilder format) {
    return format.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * Parses what has an equal in the form's class; anything else (infinity, BC, zero dates) stays
   * text.
   */
  static Object parse(ValueForm form, String text) {
    if (text == null) {
      return null;
    }
    switch (form) {
      case DATE:
        return temporal(DATE, text, LocalDate::from);
      case TIME:
        return temporal(TIME, text, LocalTime::from);
      case ZONED_TIME:
        return temporal(ZONED_TIME, text, OffsetTime::from);
      case TIMESTAMP:
        return temporal(TIMESTAMP, text, LocalDateTime::from);
      case ZONED_TIMESTAMP:
        return temporal(ZONED_TIMESTAMP, text, OffsetDateTime::from);
      case DECIMAL:
        return decimal(text);
      case UUID:
        return java.util.UUID.fromString(text);
      case BOOLEAN:
      case INTEGER:
      case REAL:
      case DOUBLE:
      case TEXT:
      case BYTES:
      case JSON:
      case BITS:
      case ARRAY:
      case VENDOR_TEXT:
        return text;
    }
    throw new AssertionError(form);
  }

  private static Object temporal(DateTimeFormatter format, String text, TemporalQuery<?> query) {
    try {
      return format.parse(text, query);
    } catch (DateTimeParseException notRepresentable) {
      return text;
    }
  }

  private static Object decimal(String text) {
    char last = text.charAt(text.length() - 1);
    return Character.isDigit(last) ? new BigDecimal(text) : text;
  }

  /** Returns the text that every vendor here reads as the value. */
  static String format(Object value) {
    if (value instanceof LocalTime) {
      return TIME.format((TemporalAccessor) value);
    }
    if (value instanceof LocalDateTime) {
      return TIMESTAMP.format((TemporalAccessor) value);
    }
    if (value instanceof OffsetTime) {
      return ZONED_TIME.format((TemporalAccessor) value);
    }
    if (value instanceof OffsetDateTime) {
      return ZONED_TIMESTAMP.format((TemporalAccessor) value);
    }
    if (value instanceof BigDecimal) {
      return ((BigDecimal) value).toPlainString();
    }
    return value.toString();
  }
}
