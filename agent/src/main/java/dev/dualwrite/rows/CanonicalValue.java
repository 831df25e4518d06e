package dev.dualwrite.rows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Gives values that mean the same one class, so that they are equal. */
public final class CanonicalValue {

  private CanonicalValue() {}

  static List<Object> ofAll(List<Object> values) {
    List<Object> canonical = new ArrayList<>(values.size());
    for (Object value : values) {
      canonical.add(of(value));
    }
    return canonical;
  }

  /** Returns null or the value in the class by which it is compared. */
  public static Object of(Object value) {
    if (value instanceof Number) {
      return number((Number) value);
    }
    if (value instanceof byte[]) {
      return ByteBuffer.wrap(((byte[]) value).clone());
    }
    if (value instanceof UUID || value instanceof Character) {
      return value.toString();
    }
    if (value instanceof java.util.Date) {
      return date((java.util.Date) value);
    }
    if (value instanceof OffsetDateTime) {
      return ((OffsetDateTime) value).toInstant();
    }
    if (value instanceof ZonedDateTime) {
      return ((ZonedDateTime) value).toInstant();
    }
    return value;
  }

  private static Object number(Number value) {
    if (value instanceof Double || value instanceof Float) {
      double number = value.doubleValue();
      return Double.isFinite(number) ? plain(new BigDecimal(value.toString())) : (Object) number;
    }
    if (value instanceof BigDecimal) {
      return plain((BigDecimal) value);
    }
    if (value instanceof BigInteger) {
      return plain(new BigDecimal((BigInteger) value));
    }
    return plain(BigDecimal.valueOf(value.longValue()));
  }

  private static BigDecimal plain(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  private static Object date(java.util.Date value) {
    if (value instanceof Timestamp) {
      return ((Timestamp) value).toLocalDateTime();
    }
    if (value instanceof Date) {
      return ((Date) value).toLocalDate();
    }
    if (value instanceof Time) {
      return ((Time) value).toLocalTime();
    }
    return value.toInstant();
  }
}
