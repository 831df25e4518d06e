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
 * twin's worker, except {@link #abort}.
 */
public final class TwinConnection {
  private final TwinPool pool;
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private List<String> restore = List.of();
  private SessionState own;
  private SessionState current;
  private boolean used;

  private TwinConnection(TwinPool pool, Connection connection) {
    this.pool = pool;
    this.connection = connection;
  }

  /** Borrows a connection, until its {@link #end}. */
  static TwinConnection of(TwinPool pool) throws SQLException {
    return new TwinConnection(pool, pool.borrow());
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
      commit();
    }
  }

  /** Commits, where that isn't done by itself. */
  void commit() throws SQLException {
    if (!pool.autocommit()) {
      connection.commit();
    }
  }

  /** Rolls back, where there can be anything to roll back. */
  void rollback() throws SQLException {
    if (!pool.autocommit()) {
      connection.rollback();
    }
  }

  /**
   * Gives the connection back with the session as it was, or closes it for good.
   *
   * @param clean whether its state can be trusted
   */
  void end(boolean clean) {
    try {
      closeStatements();
      if (clean) {
        restoreSession();
      } else {
        pool.evict(connection);
      }
      connection.close();
    } catch (SQLException e) {
      pool.evict(connection);
    }
  }

  /** Takes back what {@link #take} did. */
  private void restoreSession() throws SQLException {
    for (String setting : restore) {
      execute(setting);
    }
    if (!restore.isEmpty()) {
      commit();
    }
  }

  private void closeStatements() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }

  /** Breaks off what hangs, and closes the connection for good; may be called by any thread. */
  void abort() throws SQLException {
    try {
      connection.abort(Runnable::run);
    } finally {
      pool.evict(connection);
    }
  }
}
