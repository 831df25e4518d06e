package dev.dualwrite.reconcile;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.ConnectionBounds;
import dev.dualwrite.schema.ConnectionSource;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection for copying rows, kept from one piece of work to the next, on which nothing waits
 * long.
 *
 * <p>Used by one thread at a time; only {@link #abort} may be called beside it.
 */
public final class Session {
  private static final Logger logger = LoggerFactory.getLogger(Session.class);

  /** What the session does, which says how long it may wait for a lock. */
  public enum Role {
    /** It locks rows of the primary. */
    PRIMARY,
    /** It locks ranges of the primary's keys, which are compared in a time zone of its own. */
    RANGES,
    /** It writes rows of the secondary, while the primary's are locked. */
    SECONDARY
  }

  /** Long enough for a commit under way, short enough for a primary lock to be held meanwhile. */
  private static final Duration SHORT_WAIT = Duration.ofMillis(100);

  /** For locks of tables alone, while none is held, since locked rows are left out. */
  private static final Duration TABLE_WAIT = Duration.ofSeconds(1);

  private final Role role;
  private final ConnectionSource source;
  private final Dialect dialect;
  private final Duration statementBound;
  private final Executor threads;
  private volatile Connection connection;

  /**
   * Creates a session; nothing is opened yet.
   *
   * @param threads for what a driver wants to do by itself when a connection is broken off
   */
  public Session(
      Role role,
      ConnectionSource source,
      Dialect dialect,
      Duration statementBound,
      Executor threads) {
    this.role = role;
    this.source = source;
    this.dialect = dialect;
    this.statementBound = statementBound;
    this.threads = threads;
  }

  /** Returns the connection, with autocommit off; opens it if it isn't. */
  public Connection connection() throws SQLException {
    if (connection == null) {
      Connection opened = source.open();
      connection = opened;
      try {
        prepare(opened);
      } catch (SQLException | RuntimeException e) {
        drop();
        throw e;
      }
    }
    return connection;
  }

  /** Tells whether the connection is open, as far as is known. */
  public boolean isOpen() {
    return connection != null;
  }

  /** Settings go before the first transaction, whose rollback would take them back (PostgreSQL). */
  private void prepare(Connection opened) throws SQLException {
    ConnectionBounds.socket(opened, threads, statementBound);
    ConnectionBounds.readCommitted(opened);
    ConnectionBounds.waits(opened, dialect, lockWait(opened.getMetaData()), statementBound);
    if (role == Role.RANGES) {
      for (String setting : dialect.scans().settings()) {
        execute(opened, setting);
      }
    }
    opened.setAutoCommit(false);
  }

  private static void execute(Connection opened, String setting) throws SQLException {
    try (Statement statement = opened.createStatement()) {
      statement.execute(setting);
    }
  }

  private Duration lockWait(DatabaseMetaData server) throws SQLException {
    return role != Role.SECONDARY && dialect.skipsLocked(server) ? TABLE_WAIT : SHORT_WAIT;
  }

  /**
   * Ends the transaction, if there is one.
   *
   * @throws SQLException when that can't be told to the database; then the connection is gone
   */
  public void rollback() throws SQLException {
    if (connection == null) {
      return;
    }
    try {
      connection.rollback();
    } catch (SQLException | RuntimeException e) {
      drop();
      throw e;
    }
  }

  /** Closes the connection, which rolls back. */
  public void drop() {
    Connection dropped = connection;
    connection = null;
    if (dropped == null) {
      return;
    }
    try {
      dropped.close();
    } catch (SQLException | RuntimeException e) {
      logger.debug("A connection of the reconciler could not be closed", e);
    }
  }

  /** Breaks off what another thread is doing on the connection. */
  void abort() {
    Connection hanging = connection;
    if (hanging == null) {
      return;
    }
    try {
      hanging.abort(threads);
    } catch (SQLException | RuntimeException | LinkageError e) {
      logger.debug("A connection of the reconciler that hangs could not be aborted", e);
    }
  }
}
