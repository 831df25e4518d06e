package dev.dualwrite.mirror;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * A twin's open connection, with the statements that its transaction prepared. Confined to the
 * twin's worker.
 */
public final class TwinConnection {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  TwinConnection(Connection connection) {
    this.connection = connection;
  }

  /** The connection, whose transaction is ended by the twin alone. */
  public Connection connection() {
    return connection;
  }

  /**
   * Returns the statement of this text, prepared once a transaction.
   *
   * @throws SQLException the driver's
   */
  public PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  /**
   * Executes a text without parameters.
   *
   * @throws SQLException the driver's
   */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void closeStatements() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }
}
