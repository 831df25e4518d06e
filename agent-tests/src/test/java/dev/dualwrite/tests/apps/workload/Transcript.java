package dev.dualwrite.tests.apps.workload;

import java.io.PrintStream;
import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes down all that an application can see, without what differs between two bare runs. */
final class Transcript {
  private final PrintStream out;

  Transcript(PrintStream out) {
    this.out = out;
  }

  @SuppressWarnings("AnnotateFormatMethod")
  void line(String format, Object... values) {
    String text = values.length == 0 ? format : String.format(format, values);
    // MariaDB's messages hold the number of the connection and the name of the database.
    String same = text.replaceAll("\\(conn=\\d+\\)", "(conn)").replaceAll("old_\\d+", "old");
    out.println(same.replace("\n", "\\n"));
  }

  /** Every field of the rest of a result set, and what it says of itself. */
  void rows(ResultSet result) throws SQLException {
    if (result == null) {
      line("  no result set");
      return;
    }
    ResultSetMetaData metaData = result.getMetaData();
    StringBuilder head = new StringBuilder("  columns");
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      head.append(' ').append(metaData.getColumnLabel(i));
      head.append(':').append(metaData.getColumnTypeName(i));
      head.append(':').append(metaData.isNullable(i));
      head.append(metaData.isAutoIncrement(i) ? ":auto" : "");
    }
    line("%s type=%d concurrency=%d", head, result.getType(), result.getConcurrency());
    while (result.next()) {
      StringBuilder row = new StringBuilder("  row");
      for (int i = 1; i <= metaData.getColumnCount(); i++) {
        row.append(" | ").append(text(result.getObject(i), result, i));
      }
      line("%s", row);
    }
    line("  after last=%s warnings=%s", result.isAfterLast(), result.getWarnings());
  }

  /** All results of an executed statement, in order. */
  void results(Statement statement, boolean resultSet) throws SQLException {
    boolean more = resultSet;
    while (more || statement.getUpdateCount() != -1) {
      if (more) {
        rows(statement.getResultSet());
      } else {
        line("  count %d large %d", statement.getUpdateCount(), statement.getLargeUpdateCount());
      }
      more = statement.getMoreResults();
    }
    warnings(statement.getWarnings());
  }

  /** What a statement says of itself. */
  void properties(Statement statement) throws SQLException {
    line(
        "  statement type=%d concurrency=%d hold=%d fetch=%d/%d max=%d timeout=%d closed=%s"
            + " poolable=%s count=%d",
        statement.getResultSetType(),
        statement.getResultSetConcurrency(),
        statement.getResultSetHoldability(),
        statement.getFetchSize(),
        statement.getFetchDirection(),
        statement.getMaxRows(),
        statement.getQueryTimeout(),
        statement.isClosed(),
        statement.isPoolable(),
        statement.getUpdateCount());
  }

  void warnings(SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      line("  warning %s %d %s", warning.getSQLState(), warning.getErrorCode(), warning);
    }
  }

  void failure(SQLException first) {
    for (SQLException failure = first; failure != null; failure = failure.getNextException()) {
      line(
          "  failed %s state=%s code=%d %s",
          failure.getClass().getName(),
          failure.getSQLState(),
          failure.getErrorCode(),
          failure.getMessage());
      if (failure instanceof BatchUpdateException batch) {
        line(
            "  counts %s large %s",
            Arrays.toString(batch.getUpdateCounts()),
            Arrays.toString(batch.getLargeUpdateCounts()));
      }
    }
  }

  private static String text(Object value, ResultSet result, int column) throws SQLException {
    if (value == null) {
      return "NULL " + result.wasNull();
    }
    String type = value.getClass().getSimpleName();
    if (value instanceof byte[] bytes) {
      return type + " " + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof java.sql.Blob) {
      return type + " " + HexFormat.of().formatHex(result.getBytes(column));
    }
    return type + " " + result.getString(column);
  }
}
