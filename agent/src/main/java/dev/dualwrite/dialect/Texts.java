package dev.dualwrite.dialect;

import java.math.BigDecimal;
import java.time.DateTimeException;
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

  /** A timestamp without a fraction, with nines for its digits. */
  private static final String SECONDS = "9999-99-99 99:99:99";

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
        return timestamp(text);
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

  /** By hand where it is a usual one, as in {@link #format}. */
  private static Object timestamp(String text) {
    if (!looksLikeTimestamp(text)) {
      return temporal(TIMESTAMP, text, LocalDateTime::from);
    }
    try {
      return LocalDateTime.of(
          number(text, 0, 4),
          number(text, 5, 7),
          number(text, 8, 10),
          number(text, 11, 13),
          number(text, 14, 16),
          number(text, 17, 19),
          nanos(text));
    } catch (DateTimeException notRepresentable) {
      return text;
    }
  }

  private static boolean looksLikeTimestamp(String text) {
    if (text.length() < SECONDS.length() || text.length() > SECONDS.length() + 10) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char expected = i < SECONDS.length() ? SECONDS.charAt(i) : i == 19 ? '.' : '9';
      boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
      if (expected == '9' ? !digit : text.charAt(i) != expected) {
        return false;
      }
    }
    return text.length() != SECONDS.length() + 1;
  }

  private static int number(String digits, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + digits.charAt(i) - '0';
    }
    return number;
  }

  private static int nanos(String text) {
    int nanos = 0;
    for (int i = SECONDS.length() + 1; i < SECONDS.length() + 10; i++) {
      nanos = 10 * nanos + (i < text.length() ? text.charAt(i) - '0' : 0);
    }
    return nanos;
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
      return timestamp((LocalDateTime) value);
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

  /** By hand where it is a usual one, since the formatter costs several times as much. */
  private static String timestamp(LocalDateTime value) {
    if (value.getYear() < 1_000 || value.getYear() > 9_999 || value.getNano() % 1_000 != 0) {
      return TIMESTAMP.format(value);
    }
    StringBuilder text = new StringBuilder(26);
    text.append(value.getYear()).append('-');
    twoDigits(text, value.getMonthValue()).append('-');
    twoDigits(text, value.getDayOfMonth()).append(' ');
    twoDigits(text, value.getHour()).append(':');
    twoDigits(text, value.getMinute()).append(':');
    twoDigits(text, value.getSecond());
    int micros = value.getNano() / 1_000;
    if (micros != 0) {
      text.append('.');
      for (int unit = 100_000; unit > 0 && micros > 0; unit /= 10) {
        text.append((char) ('0' + micros / unit));
        micros %= unit;
      }
    }
    return text.toString();
  }

  private static StringBuilder twoDigits(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
