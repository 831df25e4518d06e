package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Keeps a session set so that it stores rows exactly as they are given, until it is closed. */
final class RowSession implements AutoCloseable {
  private final Connection connection;
  private final List<String> undo;

  private RowSession(Connection connection, List<String> undo) {
    this.connection = connection;
    this.undo = undo;
  }

  static RowSession on(Connection connection, Dialect dialect) throws SQLException {
    execute(connection, dialect.rows().before());
    return new RowSession(connection, dialect.rows().after());
  }

  @Override
  public void close() throws SQLException {
    execute(connection, undo);
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    if (statements.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
