package dev.dualwrite.wayback;

import dev.dualwrite.schema.ConnectionBounds;
import dev.dualwrite.schema.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection on which nothing waits long and nothing is ever committed. */
final class ProbeSession implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(ProbeSession.class);

  /** Short beside a deadlock's detection, so that the application isn't chosen as its victim. */
  private static final Duration LOCK_WAIT = Duration.ofMillis(100);

  private static final Duration STATEMENT_BOUND = Duration.ofSeconds(5);

  private final Connection connection;

  private ProbeSession(Connection connection) {
    this.connection = connection;
  }

  static ProbeSession open(Database database) throws SQLException {
    Connection connection = database.connections().open();
    try {
      ConnectionBounds.socket(connection, Runnable::run, STATEMENT_BOUND);
      ConnectionBounds.readCommitted(connection);
      ConnectionBounds.waits(connection, database.dialect(), LOCK_WAIT, STATEMENT_BOUND);
      connection.setAutoCommit(false);
      return new ProbeSession(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() {
    try (Connection closed = connection) {
      closed.rollback();
    } catch (SQLException | RuntimeException e) {
      logger.debug("A connection of the probe could not be closed", e);
    }
  }
}
