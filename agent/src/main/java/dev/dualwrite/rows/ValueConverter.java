package dev.dualwrite.rows;

import dev.dualwrite.dialect.ArrayValue;
import dev.dualwrite.dialect.BitString;
import dev.dualwrite.dialect.ColumnType;
import dev.dualwrite.dialect.ColumnTypes;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.ValueForm;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableName;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings a value, neutral or of an application's, into the form of a column that it is to be
 * written to or compared with. A value that already has the form is given back as it is.
 */
public final class ValueConverter {
  private final Dialect target;
  private final TableName table;

  /** Makes a converter for the columns of one table of the target database. */
  public ValueConverter(Dialect target, TableName table) {
    this.target = target;
    this.table = table;
  }

  /**
   * Returns the value in the column's form.
   *
   * @throws SQLException with the table, the column and its type, when the column can't hold the
   *     value
   */
  public Object convert(Object value, Column column) throws SQLException {
    if (value == null) {
      return null;
    }
    Optional<?> converted = tryConvert(value, column);
    if (converted.isEmpty()) {
      throw RowErrors.notConvertible(table, column, name(value));
    }
    return converted.get();
  }

  /**
   * Returns the value, which isn't null, in the column's form; empty when the column can't hold it.
   */
  public Optional<?> tryConvert(Object value, Column column) {
    ColumnType type = column.type();
    try {
      return convert(value, target.types().form(type), type);
    } catch (IllegalArgumentException | ArithmeticException outOfRange) {
      return Optional.empty();
    }
  }

  private Optional<?> convert(Object value, ValueForm form, ColumnType type) {
    switch (form) {
      case BOOLEAN:
        return Numbers.toBoolean(value);
      case INTEGER:
        return Numbers.toLong(value);
      case DECIMAL:
        return orSpecial(Numbers.toDecimal(value), value, type);
      case REAL:
        return Numbers.toDouble(value).map(Double::floatValue);
      case DOUBLE:
        return Numbers.toDouble(value);
      case DATE:
        return orSpecial(Times.toDate(value), value, type);
      case TIME:
        return orSpecial(Times.toTime(value), value, type);
      case ZONED_TIME:
        return orSpecial(Times.toZonedTime(value), value, type);
      case TIMESTAMP:
        return orSpecial(Times.toTimestamp(value), value, type);
      case ZONED_TIMESTAMP:
        return orSpecial(Times.toZonedTimestamp(value), value, type);
      case TEXT:
      case JSON:
      case VENDOR_TEXT:
        return toText(value);
      case BYTES:
        return toBytes(value);
      case UUID:
        return toUuid(value);
      case BITS:
        return toBits(value);
      case ARRAY:
        return value instanceof ArrayValue ? Optional.of(value) : Optional.empty();
    }
    throw new AssertionError(form);
  }

  /**
   * Infinity, zero dates and the like have no Java value: they pass as text to a vendor that has
   * them.
   */
  private Optional<?> orSpecial(Optional<?> converted, Object value, ColumnType type) {
    if (converted.isPresent() || !(value instanceof String)) {
      return converted;
    }
    return target.types().parse(type, (String) value);
  }

  private static Optional<String> toText(Object value) {
    if (value instanceof byte[] || value instanceof ArrayValue) {
      return Optional.empty();
    }
    return Optional.of(ColumnTypes.textOf(value));
  }

  private static Optional<byte[]> toBytes(Object value) {
    if (value instanceof byte[]) {
      return Optional.of((byte[]) value);
    }
    if (value instanceof UUID) {
      UUID uuid = (UUID) value;
      ByteBuffer bytes = ByteBuffer.allocate(16);
      bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
      return Optional.of(bytes.array());
    }
    return Optional.empty();
  }

  private static Optional<UUID> toUuid(Object value) {
    if (value instanceof UUID) {
      return Optional.of((UUID) value);
    }
    if (value instanceof String) {
      return Optional.of(UUID.fromString(((String) value).trim()));
    }
    if (value instanceof byte[] && ((byte[]) value).length == 16) {
      ByteBuffer bytes = ByteBuffer.wrap((byte[]) value);
      return Optional.of(new UUID(bytes.getLong(), bytes.getLong()));
    }
    return Optional.empty();
  }

  private static Optional<BitString> toBits(Object value) {
    if (value instanceof BitString) {
      return Optional.of((BitString) value);
    }
    if (value instanceof String && ((String) value).matches("[01]*")) {
      return Optional.of(BitString.of((String) value));
    }
    return Numbers.toDecimal(value)
        .map(number -> BitString.of(number.toBigIntegerExact().toString(2)));
  }

  private static String name(Object value) {
    if (value instanceof byte[]) {
      return "binary value";
    }
    return value instanceof ArrayValue ? "array" : "value of class " + value.getClass().getName();
  }
}
