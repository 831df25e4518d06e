package dev.dualwrite.schema;

import dev.dualwrite.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a connection of the agent's own from waiting long, and from seeing what is undecided. */
public final class ConnectionBounds {
  private static final Logger logger = LoggerFactory.getLogger(ConnectionBounds.class);

  private ConnectionBounds() {}

  /**
   * Has a connection see what is committed, where its server can do that.
   *
   * @throws SQLException the driver's
   */
  public static void readCommitted(Connection connection) throws SQLException {
    int isolation = Connection.TRANSACTION_READ_COMMITTED;
    if (connection.getMetaData().supportsTransactionIsolationLevel(isolation)) {
      connection.setTransactionIsolation(isolation);
    }
  }

  /**
   * Has the server bound its waits for locks, and its statements; in autocommit mode, since a
   * rollback would take the settings back (PostgreSQL).
   *
   * @throws SQLException the driver's
   */
  public static void waits(
      Connection connection, Dialect dialect, Duration lockWait, Duration statement)
      throws SQLException {
    try (Statement setting = connection.createStatement()) {
      for (String text : dialect.boundWaits(lockWait, statement)) {
        setting.execute(text);
      }
    }
  }

  /**
   * Has the driver give up a server that is silent for twice as long as a statement may take, which
   * a server that works keeps by itself. Optional in JDBC, and missing in old drivers.
   *
   * @param threads on which the driver breaks the connection off
   */
  public static void socket(Connection connection, Executor threads, Duration statement) {
    try {
      connection.setNetworkTimeout(threads, (int) statement.multipliedBy(2).toMillis());
    } catch (SQLException | RuntimeException | LinkageError e) {
      logger.debug("The driver takes no network timeout", e);
    }
  }
}
