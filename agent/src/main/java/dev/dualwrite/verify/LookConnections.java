package dev.dualwrite.verify;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.rows.LockMode;
import dev.dualwrite.schema.ConnectionBounds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The connections by which doubtful rows are looked at again; opened when they are needed. */
final class LookConnections implements AutoCloseable {
  private static final Duration LOCK_WAIT = Duration.ofSeconds(1);
  private static final Duration STATEMENT_BOUND = Duration.ofSeconds(30);

  private final VerifiedDatabase primaryDatabase;
  private final VerifiedDatabase secondaryDatabase;
  private Connection primary;
  private Connection secondary;
  private LockMode lock;

  LookConnections(VerifiedDatabase primary, VerifiedDatabase secondary) {
    this.primaryDatabase = primary;
    this.secondaryDatabase = secondary;
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
  private static Connection open(VerifiedDatabase database) throws SQLException {
    Connection connection = database.open();
    connection.setAutoCommit(true);
    ConnectionBounds.waits(connection, database.dialect(), LOCK_WAIT, STATEMENT_BOUND);
    connection.setAutoCommit(false);
    return connection;
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
