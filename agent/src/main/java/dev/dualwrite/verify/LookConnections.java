package dev.dualwrite.verify;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.endpoint.Patience;
import dev.dualwrite.rows.LockMode;
import dev.dualwrite.schema.ConnectionBounds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections by which doubtful rows are looked at again; opened when they are needed.
 *
 * <p>While the secondary is asked, rows may be locked on the primary. Where that mustn't last, the
 * secondary is asked by another thread, and given up after the bound.
 */
final class LookConnections implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(LookConnections.class);
  private static final Duration LOCK_WAIT = Duration.ofSeconds(1);
  private static final Duration STATEMENT_BOUND = Duration.ofSeconds(30);

  /** What is asked of a database. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private final VerifiedDatabase primaryDatabase;
  private final VerifiedDatabase secondaryDatabase;
  private final Duration statementBound;
  private final Optional<Patience> patience;
  private Connection primary;
  private Connection secondary;
  private LockMode lock;

  LookConnections(VerifiedDatabase primary, VerifiedDatabase secondary) {
    this(primary, secondary, STATEMENT_BOUND, Optional.empty());
  }

  private LookConnections(
      VerifiedDatabase primary,
      VerifiedDatabase secondary,
      Duration statementBound,
      Optional<Patience> patience) {
    this.primaryDatabase = primary;
    this.secondaryDatabase = secondary;
    this.statementBound = statementBound;
    this.patience = patience;
  }

  /** As above, with each question bounded, so that none holds up rows of the primary for longer. */
  static LookConnections bounded(
      DatabasesToVerify databases, Duration statementBound, Patience patience) {
    return new LookConnections(
        databases.primary(), databases.secondary(), statementBound, Optional.of(patience));
  }

  Connection primary() throws SQLException {
    if (primary == null) {
      primary = open(primaryDatabase);
      lock = lockMode();
    }
    return primary;
  }

  Connection secondary() throws SQLException {
    if (secondary == null) {
      secondary = open(secondaryDatabase);
    }
    return secondary;
  }

  /** Opens both, so that nothing is opened while rows are locked. */
  void openBoth() throws SQLException {
    primary();
    secondary();
  }

  /** Asks the secondary while rows of the primary may be locked. */
  <T> T askSecondary(Question<T> question) throws SQLException {
    Connection asked = secondary();
    if (patience.isEmpty()) {
      return question.ask(asked);
    }
    try {
      return patience.get().ask("the secondary", statementBound, () -> question.ask(asked));
    } catch (SQLException failure) {
      // It may still be at it, so nothing else can be asked on this one.
      secondary = null;
      abort(asked);
      throw failure;
    }
  }

  /** Ends the transactions; the primary's, with its locks, first. */
  void rollBack() throws SQLException {
    if (primary != null) {
      primary.rollback();
    }
    if (secondary != null) {
      askSecondary(
          connection -> {
            connection.rollback();
            return null;
          });
    }
  }

  /** How rows of the primary are locked: never waiting long, and where it can, not at all. */
  LockMode lock() throws SQLException {
    primary();
    return lock;
  }

  private LockMode lockMode() throws SQLException {
    Dialect dialect = primaryDatabase.dialect();
    if (dialect.skipsLocked(primary.getMetaData())) {
      return LockMode.SKIP_LOCKED;
    }
    return dialect.lockClause().isEmpty() ? LockMode.NONE : LockMode.WAIT;
  }

  /** Settings go before the first transaction, whose rollback would take them back (PostgreSQL). */
  private Connection open(VerifiedDatabase database) throws SQLException {
    Connection connection = database.open();
    connection.setAutoCommit(true);
    if (patience.isPresent()) {
      ConnectionBounds.socket(connection, Runnable::run, statementBound);
    }
    ConnectionBounds.waits(connection, database.dialect(), LOCK_WAIT, statementBound);
    connection.setAutoCommit(false);
    return connection;
  }

  /** Breaks both off, whatever they are doing; the primary's locks go. Never throws. */
  void abort() {
    abort(primary);
    abort(secondary);
    primary = null;
    secondary = null;
  }

  private static void abort(Connection connection) {
    if (connection == null) {
      return;
    }
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException | LinkageError e) {
      logger.debug("A connection that may hang could not be aborted", e);
    }
  }

  @Override
  public void close() throws SQLException {
    try (Connection first = primary;
        Connection second = secondary) {
      primary = null;
      secondary = null;
    }
  }
}
