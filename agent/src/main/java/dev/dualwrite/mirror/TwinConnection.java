package dev.dualwrite.mirror;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.SessionState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A twin's open connection, with the statements that its transaction prepared. Confined to the
 * twin's worker.
 */
public final class TwinConnection {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private List<String> restore = List.of();
  private SessionState own;
  private SessionState current;
  private boolean used;

  TwinConnection(Connection connection) {
    this.connection = connection;
  }

  /** The connection, whose transaction is ended by the twin alone. */
  public Connection connection() {
    used = true;
    return connection;
  }

  /**
   * Returns the statement of this text, prepared once a transaction.
   *
   * @throws SQLException the driver's
   */
  public PreparedStatement prepare(String sql) throws SQLException {
    used = true;
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
    used = true;
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Gives this session the state in which statements mean what they mean on the host; it is given
   * back its own when it goes back to the pool.
   *
   * @param dialect the secondary's
   * @param hostAtStart the state of a host session of which nothing was changed
   * @param hostNow the state of the host session
   * @throws SQLException when the secondary refuses a setting
   */
  public void take(Dialect dialect, SessionState hostAtStart, SessionState hostNow)
      throws SQLException {
    boolean firstOfAll = !used;
    if (current == null) {
      own = dialect.readSession(connection);
      current = own;
    }
    SessionState wanted = dialect.session().counterpart(hostAtStart, hostNow, own);
    for (String setting : dialect.session().statements(current, wanted)) {
      execute(setting);
    }
    current = wanted;
    restore = dialect.session().statements(current, own);
    if (firstOfAll) {
      // A setting made in a transaction that is rolled back would be undone (PostgreSQL).
      connection.commit();
    }
  }

  /** Takes back what {@link #take} did. */
  void restoreSession() throws SQLException {
    for (String setting : restore) {
      execute(setting);
    }
    if (!restore.isEmpty()) {
      connection.commit();
    }
  }

  void closeStatements() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }
}
