package dev.dualwrite.dialect;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/**
 * The types that JDBC itself names, read and written by its oldest methods, which all drivers have.
 */
final class GenericTypes extends ColumnTypes {

  @Override
  public ValueForm form(ColumnType type) {
    switch (type.jdbcType()) {
      case Types.BIT:
      case Types.BOOLEAN:
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
      case Types.BINARY:
      case Types.VARBINARY:
      case Types.LONGVARBINARY:
      case Types.BLOB:
        return ValueForm.BYTES;
      case Types.DATE:
        return ValueForm.DATE;
      case Types.TIME:
        return ValueForm.TIME;
      case Types.TIMESTAMP:
        return ValueForm.TIMESTAMP;
      case Types.TIMESTAMP_WITH_TIMEZONE:
        return ValueForm.ZONED_TIMESTAMP;
      case Types.CHAR:
      case Types.VARCHAR:
      case Types.LONGVARCHAR:
      case Types.NCHAR:
      case Types.NVARCHAR:
      case Types.LONGNVARCHAR:
      case Types.CLOB:
      case Types.NCLOB:
        return ValueForm.TEXT;
      default:
        return ValueForm.VENDOR_TEXT;
    }
  }

  @Override
  public Object read(ResultSet row, int index, ColumnType type) throws SQLException {
    ValueForm form = form(type);
    switch (form) {
      case BOOLEAN:
        return unlessNull(row, row.getBoolean(index));
      case INTEGER:
        return unlessNull(row, row.getLong(index));
      case DECIMAL:
        return row.getBigDecimal(index);
      case REAL:
        return unlessNull(row, row.getFloat(index));
      case DOUBLE:
        return unlessNull(row, row.getDouble(index));
      case BYTES:
        return row.getBytes(index);
      case DATE:
        Date date = row.getDate(index);
        return date == null ? null : date.toLocalDate();
      case TIME:
        Time time = row.getTime(index);
        return time == null ? null : time.toLocalTime();
      case TIMESTAMP:
        Timestamp timestamp = row.getTimestamp(index);
        return timestamp == null ? null : timestamp.toLocalDateTime();
      case ZONED_TIMESTAMP:
        return row.getObject(index, OffsetDateTime.class);
      case ZONED_TIME:
      case TEXT:
      case UUID:
      case JSON:
      case BITS:
      case ARRAY:
      case VENDOR_TEXT:
        return row.getString(index);
    }
    throw new AssertionError(form);
  }

  @Override
  public void bind(PreparedStatement statement, int index, ColumnType type, Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, type.jdbcType());
    } else if (value instanceof byte[]) {
      statement.setBytes(index, (byte[]) value);
    } else if (value instanceof BigDecimal) {
      statement.setBigDecimal(index, (BigDecimal) value);
    } else if (value instanceof LocalDate) {
      statement.setDate(index, Date.valueOf((LocalDate) value));
    } else if (value instanceof LocalTime) {
      statement.setTime(index, Time.valueOf((LocalTime) value));
    } else if (value instanceof LocalDateTime) {
      statement.setTimestamp(index, Timestamp.valueOf((LocalDateTime) value));
    } else {
      statement.setObject(index, value);
    }
  }
}
