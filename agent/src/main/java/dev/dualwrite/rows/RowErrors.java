package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mapping.Conversion;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.BatchUpdateException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;

/** The errors of copying rows; none of them tells a value. */
final class RowErrors {

  private RowErrors() {}

  static SQLException missingColumn(TableDescription table, String column) {
    return new SQLSyntaxErrorException(
        "Table "
            + table.name()
            + " has no column "
            + column
            + ", which the other database's table has; add it, map it (dualwrite.map.column or"
            + " .ignore), or exclude the table",
        "42S22");
  }

  static SQLException notConvertible(TableName table, Column column, String what) {
    return new SQLDataException(
        "Table "
            + table
            + ", column "
            + column.name()
            + " of type "
            + column.typeName()
            + ": can't hold this "
            + what
            + "; change the column's type, or exclude the table",
        "22018");
  }

  static SQLException notConverted(TableDescription table, String name, Conversion conversion) {
    return new SQLDataException(
        "Table "
            + table.name()
            + ": this value of old's column "
            + name
            + " can't be converted by "
            + conversion.label()
            + "; correct it there, or remove dualwrite.map.convert."
            + table.mapping().table()
            + '.'
            + name,
        "22018");
  }

  static SQLException cannotSkipLocked(Dialect dialect) {
    return new SQLFeatureNotSupportedException(
        "Rows locked by others can't be skipped on a " + dialect.name() + "; wait for them instead",
        "0A000");
  }

  static SQLException needsTransaction(TableDescription target) {
    return new SQLException(
        "Rows of table "
            + target.name()
            + " are written only in a transaction; call setAutoCommit(false) first",
        "25000");
  }

  /**
   * The message of a failed batch may hold the statement with all its values; the server's own
   * doesn't.
   */
  static SQLException ofBatch(BatchUpdateException failure) {
    if (failure.getNextException() != null) {
      return failure.getNextException();
    }
    return failure.getCause() instanceof SQLException ? (SQLException) failure.getCause() : failure;
  }
}
