package dev.dualwrite.dialect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * The types of MySQL and MariaDB. Dates and times travel as text, since the drivers have no zero
 * date and no 838 hours.
 */
final class MySqlTypes extends ColumnTypes {
  private static final Pattern WORDS =
      Pattern.compile(
          "\\d{4}-(00-\\d\\d|\\d\\d-00|02-30|02-29|\\d\\d-31).*|-?\\d{2,3}:\\d\\d:\\d\\d.*");

  private static final String ZERO_TIMESTAMP = "0000-00-00 00:00:00";

  @Override
  public ValueForm form(ColumnType type) {
    return formOf(type);
  }

  static ValueForm formOf(ColumnType type) {
    String name = type.baseName();
    if (name.startsWith("bigint")) {
      return name.contains("unsigned") ? ValueForm.DECIMAL : ValueForm.INTEGER;
    }
    switch (name) {
      case "bit":
        return ValueForm.DECIMAL;
      case "date":
        return ValueForm.DATE;
      case "time":
        return ValueForm.TIME;
      case "datetime":
        return ValueForm.TIMESTAMP;
      case "timestamp":
        return ValueForm.ZONED_TIMESTAMP;
      case "json":
        return ValueForm.JSON;
      case "uuid":
        return ValueForm.UUID;
      case "inet4":
      case "inet6":
        return ValueForm.VENDOR_TEXT;
      case "boolean":
      case "year":
        return ValueForm.INTEGER;
      default:
        return byJdbcType(type);
    }
  }

  private static ValueForm byJdbcType(ColumnType type) {
    switch (type.jdbcType()) {
      case Types.TINYINT:
      case Types.SMALLINT:
      case Types.INTEGER:
        return ValueForm.INTEGER;
      case Types.DECIMAL:
      case Types.NUMERIC:
        return ValueForm.DECIMAL;
      case Types.REAL:
        return ValueForm.REAL;
      case Types.DOUBLE:
        return ValueForm.DOUBLE;
      case Types.CHAR:
      case Types.VARCHAR:
      case Types.LONGVARCHAR:
      case Types.NCHAR:
      case Types.NVARCHAR:
      case Types.LONGNVARCHAR:
        return ValueForm.TEXT;
      default:
        return ValueForm.BYTES;
    }
  }

  /**
   * FLOAT is shown with six digits unless it is computed with; TIMESTAMP is shown in the session's
   * zone, where an hour occurs twice when clocks go back.
   */
  @Override
  public String readExpression(ColumnType type, String column) {
    switch (type.baseName()) {
      case "float":
      case "float unsigned":
        return "(" + column + " + 0E0)";
      case "bit":
      case "boolean":
      case "year":
        return "(" + column + " + 0)";
      case "date":
      case "time":
      case "datetime":
      case "uuid":
      case "inet4":
      case "inet6":
        return "CAST(" + column + " AS CHAR)";
      case "timestamp":
        return "UNIX_TIMESTAMP(" + column + ")";
      default:
        return column;
    }
  }

  /** A UUID's own order begins with its last bytes (MariaDB 10.7 to 11.4). */
  @Override
  public String orderExpression(ColumnType type, String column) {
    switch (form(type)) {
      case TEXT:
      case JSON:
      case UUID:
      case VENDOR_TEXT:
        return "CAST(CONVERT(" + column + " USING utf8mb4) AS BINARY)";
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

  /**
   * A written TIMESTAMP is in UTC, see {@link RowStatements#before}; a session that only reads has
   * its own zone.
   */
  @Override
  public String keyParameter(ColumnType type) {
    return type.baseName().equals("timestamp")
        ? "CONVERT_TZ(?, '+00:00', @@session.time_zone)"
        : "?";
  }

  @Override
  public Object read(ResultSet row, int index, ColumnType type) throws SQLException {
    ValueForm form = form(type);
    switch (form) {
      case INTEGER:
        return unlessNull(row, row.getLong(index));
      case DECIMAL:
        return row.getBigDecimal(index);
      case REAL:
        return unlessNull(row, (float) row.getDouble(index));
      case DOUBLE:
        return unlessNull(row, row.getDouble(index));
      case ZONED_TIMESTAMP:
        return instant(row.getBigDecimal(index));
      case BYTES:
        return row.getBytes(index);
      case BOOLEAN:
      case TEXT:
      case DATE:
      case TIME:
      case ZONED_TIME:
      case TIMESTAMP:
      case UUID:
      case JSON:
      case BITS:
      case ARRAY:
      case VENDOR_TEXT:
        return Texts.parse(form, row.getString(index));
    }
    throw new AssertionError(form);
  }

  private static Object instant(BigDecimal seconds) {
    if (seconds == null) {
      return null;
    }
    if (seconds.signum() == 0) {
      return ZERO_TIMESTAMP;
    }
    BigInteger whole = seconds.toBigInteger();
    long nanos = seconds.subtract(new BigDecimal(whole)).movePointRight(9).longValueExact();
    return OffsetDateTime.ofInstant(
        Instant.ofEpochSecond(whole.longValueExact(), nanos), ZoneOffset.UTC);
  }

  @Override
  boolean hasWordFor(ValueForm form, String text) {
    return WORDS.matcher(text).matches();
  }

  @Override
  public void bind(PreparedStatement statement, int index, ColumnType type, Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.VARCHAR);
    } else if (value instanceof byte[]) {
      statement.setBytes(index, (byte[]) value);
    } else if (value instanceof Long) {
      statement.setLong(index, (Long) value);
    } else if (value instanceof BigDecimal) {
      statement.setBigDecimal(index, (BigDecimal) value);
    } else if (value instanceof Number) {
      statement.setDouble(index, ((Number) value).doubleValue());
    } else if (value instanceof OffsetDateTime) {
      OffsetDateTime utc = ((OffsetDateTime) value).withOffsetSameInstant(ZoneOffset.UTC);
      statement.setString(index, Texts.format(utc.toLocalDateTime()));
    } else {
      statement.setString(index, Texts.format(value));
    }
  }
}
