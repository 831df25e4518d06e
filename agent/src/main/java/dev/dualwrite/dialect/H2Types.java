package dev.dualwrite.dialect;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** H2's types. Its text forms are exact, but for arrays, which have none that can be read back. */
final class H2Types extends ColumnTypes {
  private static final Pattern WORDS =
      Pattern.compile("NaN|-?Infinity|(-\\d+|\\+?\\d{5,})-\\d\\d-\\d\\d.*");

  @Override
  public ValueForm form(ColumnType type) {
    switch (type.baseName()) {
      case "uuid":
        return ValueForm.UUID;
      case "json":
        return ValueForm.JSON;
      case "enum":
        return ValueForm.TEXT;
      case "java_object":
        return ValueForm.BYTES;
      case "decfloat":
        return ValueForm.DECIMAL;
      default:
        return byJdbcType(type);
    }
  }

  private static ValueForm byJdbcType(ColumnType type) {
    switch (type.jdbcType()) {
      case Types.BOOLEAN:
      case Types.BIT:
        return ValueForm.BOOLEAN;
      case Types.TINYINT:
      case Types.SMALLINT:
      case Types.INTEGER:
      case Types.BIGINT:
        return ValueForm.INTEGER;
      case Types.NUMERIC:
      case Types.DECIMAL:
        return ValueForm.DECIMAL;
      case Types.REAL:
        return ValueForm.REAL;
      case Types.FLOAT:
      case Types.DOUBLE:
        return ValueForm.DOUBLE;
      case Types.CHAR:
      case Types.VARCHAR:
      case Types.CLOB:
        return ValueForm.TEXT;
      case Types.BINARY:
      case Types.VARBINARY:
      case Types.BLOB:
        return ValueForm.BYTES;
      case Types.DATE:
        return ValueForm.DATE;
      case Types.TIME:
        return ValueForm.TIME;
      case Types.TIME_WITH_TIMEZONE:
        return ValueForm.ZONED_TIME;
      case Types.TIMESTAMP:
        return ValueForm.TIMESTAMP;
      case Types.TIMESTAMP_WITH_TIMEZONE:
        return ValueForm.ZONED_TIMESTAMP;
      case Types.ARRAY:
        return ValueForm.ARRAY;
      default:
        return ValueForm.VENDOR_TEXT;
    }
  }

  /** H2's own order of texts is the database's collation, or that of UTF-16's units. */
  @Override
  public String orderExpression(ColumnType type, String column) {
    switch (form(type)) {
      case TEXT:
        boolean padded = type.jdbcType() == Types.CHAR;
        return "STRINGTOUTF8(" + (padded ? "RTRIM(" + column + ")" : column) + ")";
      case UUID:
      case JSON:
      case VENDOR_TEXT:
        return "STRINGTOUTF8(CAST(" + column + " AS VARCHAR))";
      case BOOLEAN:
      case INTEGER:
      case DECIMAL:
      case REAL:
      case DOUBLE:
      case BYTES:
      case DATE:
      case TIME:
      case ZONED_TIME:
      case TIMESTAMP:
      case ZONED_TIMESTAMP:
      case BITS:
      case ARRAY:
        return column;
    }
    throw new AssertionError(type);
  }

  @Override
  public String parameter(ColumnType type) {
    return form(type) == ValueForm.JSON ? "? FORMAT JSON" : "?";
  }

  @Override
  public Object read(ResultSet row, int index, ColumnType type) throws SQLException {
    ValueForm form = form(type);
    switch (form) {
      case BOOLEAN:
        return unlessNull(row, row.getBoolean(index));
      case INTEGER:
        return unlessNull(row, row.getLong(index));
      case REAL:
        return unlessNull(row, row.getFloat(index));
      case DOUBLE:
        return unlessNull(row, row.getDouble(index));
      case BYTES:
        return row.getBytes(index);
      case ARRAY:
        return array(row.getArray(index));
      case DECIMAL:
      case TEXT:
      case DATE:
      case TIME:
      case ZONED_TIME:
      case TIMESTAMP:
      case ZONED_TIMESTAMP:
      case UUID:
      case JSON:
      case BITS:
      case VENDOR_TEXT:
        return Texts.parse(form, row.getString(index));
    }
    throw new AssertionError(form);
  }

  private static Object array(Array array) throws SQLException {
    if (array == null) {
      return null;
    }
    return elements((Object[]) array.getArray());
  }

  private static ArrayValue elements(Object[] values) throws SQLException {
    List<Object> elements = new ArrayList<>(values.length);
    for (Object value : values) {
      elements.add(element(value));
    }
    return ArrayValue.of(elements);
  }

  private static Object element(Object value) throws SQLException {
    if (value instanceof Array) {
      return array((Array) value);
    }
    if (value instanceof Object[]) {
      return elements((Object[]) value);
    }
    boolean vendors = value != null && value.getClass().getName().startsWith("org.h2.");
    return vendors ? value.toString() : value;
  }

  @Override
  boolean hasWordFor(ValueForm form, String text) {
    return WORDS.matcher(text).matches();
  }

  @Override
  public void bind(PreparedStatement statement, int index, ColumnType type, Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else if (value instanceof byte[]) {
      statement.setBytes(index, (byte[]) value);
    } else if (value instanceof ArrayValue) {
      statement.setObject(index, javaArray((ArrayValue) value));
    } else if (value instanceof Boolean || value instanceof Number) {
      statement.setObject(index, value);
    } else {
      statement.setString(index, Texts.format(value));
    }
  }

  private static Object[] javaArray(ArrayValue array) {
    Object[] values = array.elements().toArray();
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof ArrayValue) {
        values[i] = javaArray((ArrayValue) values[i]);
      }
    }
    return values;
  }
}
