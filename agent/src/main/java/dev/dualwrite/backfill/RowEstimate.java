package dev.dualwrite.backfill;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** About how many rows tables have: from the database's statistics, or else counted. */
final class RowEstimate {
  /** Statistics that say so little may be as old as the table. */
  private static final long FEW = 1_000;

  private final Connection connection;
  private final Dialect dialect;

  RowEstimate(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  long of(TableDescription table) throws SQLException {
    long told = statistics(table.name());
    return told > FEW ? told : count(table.name());
  }

  private long statistics(TableName table) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    long most = 0;
    try (ResultSet rows =
        metadata.getIndexInfo(
            table.catalog().orElse(null), table.schema().orElse(null), table.name(), true, true)) {
      while (rows.next()) {
        most = Math.max(most, rows.getLong("CARDINALITY"));
      }
    }
    return most;
  }

  private long count(TableName name) throws SQLException {
    String table =
        dialect.qualify(name.catalog().orElse(null), name.schema().orElse(null), name.name());
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
