package dev.dualwrite.dialect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.regex.Pattern;

/**
 * PostgreSQL's types. Nearly all travel as the server's own text: it is exact, and a parameter of
 * unspecified type takes the type of the column it is for, domains, enums and arrays included.
 */
final class PostgresTypes extends ColumnTypes {
  private static final Pattern WORDS =
      Pattern.compile("NaN|-?[Ii]nfinity|.* BC|24:00:00.*|\\d{5,}-\\d\\d-\\d\\d.*");

  @Override
  public ValueForm form(ColumnType type) {
    switch (type.baseName()) {
      case "bool":
        return ValueForm.BOOLEAN;
      case "int2":
      case "int4":
      case "int8":
      case "oid":
      case "smallserial":
      case "serial":
      case "bigserial":
        return ValueForm.INTEGER;
      case "numeric":
      case "money":
        return ValueForm.DECIMAL;
      case "float4":
        return ValueForm.REAL;
      case "float8":
        return ValueForm.DOUBLE;
      case "bytea":
        return ValueForm.BYTES;
      case "date":
        return ValueForm.DATE;
      case "time":
        return ValueForm.TIME;
      case "timetz":
        return ValueForm.ZONED_TIME;
      case "timestamp":
        return ValueForm.TIMESTAMP;
      case "timestamptz":
        return ValueForm.ZONED_TIMESTAMP;
      case "uuid":
        return ValueForm.UUID;
      case "json":
      case "jsonb":
        return ValueForm.JSON;
      case "bit":
      case "varbit":
        return ValueForm.BITS;
      case "text":
      case "varchar":
      case "bpchar":
      case "char":
      case "name":
      case "citext":
        return ValueForm.TEXT;
      default:
        return type.jdbcType() == Types.ARRAY ? ValueForm.ARRAY : ValueForm.VENDOR_TEXT;
    }
  }

  @Override
  public String readExpression(ColumnType type, String column) {
    if (type.baseName().equals("money")) {
      return "CAST(" + column + " AS numeric)";
    }
    switch (form(type)) {
      case BOOLEAN:
      case INTEGER:
      case REAL:
      case DOUBLE:
      case TEXT:
      case BYTES:
        return column;
      case DECIMAL:
      case DATE:
      case TIME:
      case ZONED_TIME:
      case TIMESTAMP:
      case ZONED_TIMESTAMP:
      case UUID:
      case JSON:
      case BITS:
      case ARRAY:
      case VENDOR_TEXT:
        return "CAST(" + column + " AS text)";
    }
    throw new AssertionError(type);
  }

  @Override
  public String orderExpression(ColumnType type, String column) {
    switch (form(type)) {
      case TEXT:
      case JSON:
      case VENDOR_TEXT:
      case ARRAY:
        return "CAST(" + column + " AS text) COLLATE \"C\"";
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
      case UUID:
      case BITS:
        return column;
    }
    throw new AssertionError(type);
  }

  /** The text of money depends on lc_monetary of the server that reads it; a number doesn't. */
  @Override
  public String parameter(ColumnType type) {
    return type.baseName().equals("money") ? "CAST(CAST(? AS numeric) AS money)" : "?";
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
        return array(row.getString(index));
      case BITS:
        return bits(row.getString(index));
      case DECIMAL:
      case TEXT:
      case DATE:
      case TIME:
      case ZONED_TIME:
      case TIMESTAMP:
      case ZONED_TIMESTAMP:
      case UUID:
      case JSON:
      case VENDOR_TEXT:
        return Texts.parse(form, row.getString(index));
    }
    throw new AssertionError(form);
  }

  private static Object array(String literal) {
    return literal == null ? null : ArrayValue.withLiteral(PostgresArrays.parse(literal), literal);
  }

  private static Object bits(String digits) {
    return digits == null ? null : BitString.of(digits);
  }

  @Override
  boolean hasWordFor(ValueForm form, String text) {
    return WORDS.matcher(text).matches();
  }

  @Override
  public void bind(PreparedStatement statement, int index, ColumnType type, Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.OTHER);
    } else if (value instanceof byte[]) {
      statement.setBytes(index, (byte[]) value);
    } else if (value instanceof ArrayValue) {
      ArrayValue array = (ArrayValue) value;
      String literal = array.literal().orElseGet(() -> PostgresArrays.format(array));
      statement.setObject(index, literal, Types.OTHER);
    } else {
      statement.setObject(index, Texts.format(value), Types.OTHER);
    }
  }
}
