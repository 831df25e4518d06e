package dev.dualwrite.divergence;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Map;

/** Writes the application's values as JSON. */
final class JsonValues {
  private static final int MAX_LENGTH = 4096;
  private static final char[] HEXADECIMAL = "0123456789abcdef".toCharArray();

  private JsonValues() {}

  /** Writes an object of column to value. */
  static void writeColumns(JsonGenerator json, Map<String, Object> columns) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Object> column : columns.entrySet()) {
      json.writeFieldName(column.getKey());
      write(json, column.getValue());
    }
    json.writeEndObject();
  }

  /** Writes a value: numbers, booleans and null as such, all else as text. */
  static void write(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean) {
      json.writeBoolean((Boolean) value);
    } else if (value instanceof BigDecimal) {
      json.writeNumber((BigDecimal) value);
    } else if (value instanceof BigInteger) {
      json.writeNumber((BigInteger) value);
    } else if (isWhole(value)) {
      json.writeNumber(((Number) value).longValue());
    } else if (isFinite(value)) {
      json.writeNumber(((Number) value).doubleValue());
    } else {
      json.writeString(shortened(text(value), MAX_LENGTH));
    }
  }

  /** The text, cut to a number of characters with a note of how many are left out. */
  static String shortened(String text, int maxLength) {
    return text.length() <= maxLength
        ? text
        : text.substring(0, maxLength) + "… (" + (text.length() - maxLength) + " more characters)";
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  private static boolean isFinite(Object value) {
    return (value instanceof Double || value instanceof Float)
        && Double.isFinite(((Number) value).doubleValue());
  }

  private static String text(Object value) {
    if (value instanceof byte[]) {
      return hexadecimal((byte[]) value);
    }
    // Their own toString has no ISO form.
    if (value instanceof Timestamp) {
      return ((Timestamp) value).toLocalDateTime().toString();
    }
    if (value instanceof Date) {
      return ((Date) value).toLocalDate().toString();
    }
    if (value instanceof Time) {
      return ((Time) value).toLocalTime().toString();
    }
    if (value instanceof java.util.Date) {
      return ((java.util.Date) value).toInstant().toString();
    }
    return ownText(value);
  }

  private static String ownText(Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException unprintable) {
      // A driver's value may want its connection for that; the record is worth more than it.
      return "(a " + value.getClass().getName() + " that cannot be shown)";
    }
  }

  private static String hexadecimal(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes) {
      text.append(HEXADECIMAL[(each >> 4) & 15]).append(HEXADECIMAL[each & 15]);
    }
    return text.toString();
  }
}
