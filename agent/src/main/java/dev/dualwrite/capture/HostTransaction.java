package dev.dualwrite.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transaction that the agent puts around a statement of a connection in autocommit mode, so
 * that its twin can commit first.
 */
final class HostTransaction {
  private static final Logger logger = LoggerFactory.getLogger(HostTransaction.class);

  private final HostConnection host;
  private final boolean textual;

  private HostTransaction(HostConnection host, boolean textual) {
    this.host = host;
    this.textual = textual;
  }

  /**
   * Begins a transaction.
   *
   * @throws SQLException the driver's; the connection is in autocommit mode as before
   */
  static HostTransaction begin(HostConnection host) throws SQLException {
    // pgjdbc heeds setReadOnly(true) only with autocommit off; a write that goes through natively
    // must go through here.
    boolean textual =
        host.migration().dialect().beginsTransactionsByText() || host.connection().isReadOnly();
    HostTransaction transaction = new HostTransaction(host, textual);
    if (transaction.textual) {
      transaction.execute("START TRANSACTION");
    } else {
      transaction.connection().setAutoCommit(false);
    }
    return transaction;
  }

  /**
   * Commits, and goes back to autocommit mode.
   *
   * @throws SQLException the driver's, from the commit
   */
  void commit() throws SQLException {
    try {
      if (textual) {
        execute("COMMIT");
      } else {
        connection().commit();
      }
    } finally {
      backToAutocommit();
    }
  }

  /**
   * Rolls back, and goes back to autocommit mode; for a statement that failed, whose exception is
   * what the application is to see.
   */
  void rollback() {
    try {
      if (textual) {
        execute("ROLLBACK");
      } else {
        connection().rollback();
      }
    } catch (SQLException e) {
      logger.debug("The rollback after a failed statement failed as well", e);
    } finally {
      backToAutocommit();
    }
  }

  private void backToAutocommit() {
    if (textual) {
      return;
    }
    try {
      connection().setAutoCommit(true);
    } catch (SQLException e) {
      logger.debug("A connection could not go back to autocommit mode; it is broken", e);
    }
  }

  private Connection connection() {
    return host.connection();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }
}
