package dev.dualwrite.backfill;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.reconcile.Session;
import dev.dualwrite.verify.VerifiedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A session on the primary that reads ranges of keys, and may lock them. Used by one thread. */
final class PrimarySession implements AutoCloseable {
  private final Dialect dialect;
  private final Session session;

  /** Other threads ask for it. */
  private volatile Long number;

  private boolean skipsLocked;

  PrimarySession(VerifiedDatabase database, Duration statementBound, Executor threads) {
    this.dialect = database.dialect();
    this.session =
        new Session(Session.Role.RANGES, database.connections(), dialect, statementBound, threads);
  }

  /** Opens the connection, if it isn't open. */
  void open() throws SQLException {
    if (session.isOpen()) {
      return;
    }
    Connection connection = session.connection();
    skipsLocked = dialect.skipsLocked(connection.getMetaData());
    Optional<String> question = dialect.scans().ownSession();
    if (question.isPresent()) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(question.get())) {
        row.next();
        number = row.getLong(1);
      }
      session.rollback();
    }
  }

  Connection connection() throws SQLException {
    return session.connection();
  }

  boolean skipsLocked() {
    return skipsLocked;
  }

  /**
   * What ends a query that locks. Where locked rows can't be left out it fails on one, since it
   * waits but shortly.
   */
  String lockClause() {
    return skipsLocked ? dialect.locks().skippingLocked().orElse("") : dialect.locks().forChange();
  }

  /** What the database calls the session; empty where it isn't known. */
  Optional<Long> number() {
    return Optional.ofNullable(number);
  }

  /**
   * Ends the transaction, and with it the locks.
   *
   * @throws SQLException when they may have been lost before
   */
  void rollback() throws SQLException {
    session.rollback();
  }

  /** The same, where it doesn't matter. */
  void release() {
    try {
      session.rollback();
    } catch (SQLException | RuntimeException gone) {
      // Its connection was closed, which released the locks as well.
    }
  }

  @Override
  public void close() {
    session.drop();
  }
}
