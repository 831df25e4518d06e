package dev.dualwrite.verify;

import dev.dualwrite.dialect.BitString;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.ValueForm;
import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.ValueConverter;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of keys as JSON and the command line have them, and back. */
public final class KeyText {
  private KeyText() {}

  /** Returns the key's values by column: numbers and truth values as such, all else as text. */
  public static Map<String, Object> of(Key key) {
    Map<String, Object> values = new LinkedHashMap<>();
    key.asMap().forEach((column, value) -> values.put(column, of(value)));
    return values;
  }

  private static Object of(Object value) {
    if (value == null || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number) {
      boolean finite = Double.isFinite(((Number) value).doubleValue());
      return finite || !(value instanceof Double || value instanceof Float)
          ? value
          : value.toString();
    }
    return value instanceof byte[] ? Hex.of((byte[]) value) : value.toString();
  }

  /**
   * Returns the key of a table with these values.
   *
   * @param values the value of each key column, whose names may differ in case
   * @throws IllegalArgumentException naming the column whose value is missing, or is none
   */
  public static Key parse(TableDescription table, Dialect dialect, Map<String, ?> values) {
    ValueConverter converter = new ValueConverter(dialect, table.name());
    List<Object> parsed = new ArrayList<>();
    for (String name : table.primaryKey()) {
      Column column = table.column(name).orElseThrow(IllegalStateException::new);
      Object value = valueOf(values, name);
      if (value == null) {
        throw new IllegalArgumentException(
            "The key of "
                + table.name()
                + " is "
                + String.join(", ", table.primaryKey())
                + "; there is no value for "
                + name);
      }
      parsed.add(parse(column, dialect, converter, value));
    }
    return Key.of(table.name(), table.primaryKey(), parsed);
  }

  private static Object valueOf(Map<String, ?> values, String column) {
    for (Map.Entry<String, ?> each : values.entrySet()) {
      if (each.getKey().equalsIgnoreCase(column)) {
        return each.getValue();
      }
    }
    return null;
  }

  private static Object parse(
      Column column, Dialect dialect, ValueConverter converter, Object value) {
    ValueForm form = dialect.types().form(column.type());
    try {
      Object plain = value instanceof String ? fromText(form, (String) value) : value;
      Optional<?> converted = converter.tryConvert(plain, column);
      if (converted.isPresent()) {
        return converted.get();
      }
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      // Told below, without the value.
    }
    throw new IllegalArgumentException(
        "A value given for column "
            + column.name()
            + " is no "
            + column.typeName()
            + "; write it as the divergence log does");
  }

  /** Java's own spelling of times has a T where databases have a blank. */
  private static Object fromText(ValueForm form, String text) {
    switch (form) {
      case BYTES:
        return Hex.parse(text);
      case TIMESTAMP:
        return text.contains("T") ? LocalDateTime.parse(text) : text;
      case ZONED_TIMESTAMP:
        return text.contains("T") ? OffsetDateTime.parse(text) : text;
      case ZONED_TIME:
        return text.endsWith("Z") ? OffsetTime.parse(text) : text;
      case TIME:
        return text.length() == 5 ? text + ":00" : text;
      case BITS:
        return BitString.of(text);
      case BOOLEAN:
      case INTEGER:
      case DECIMAL:
      case REAL:
      case DOUBLE:
      case TEXT:
      case DATE:
      case UUID:
      case JSON:
      case ARRAY:
      case VENDOR_TEXT:
        return text;
    }
    throw new AssertionError(form);
  }
}
