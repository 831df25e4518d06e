package dev.dualwrite.reconcile;

import dev.dualwrite.rows.Applied;
import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.LockMode;
import dev.dualwrite.rows.RowImage;
import dev.dualwrite.rows.RowReader;
import dev.dualwrite.rows.RowWriter;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One pass over some keys of a table: their rows are read and locked on the primary, written to the
 * secondary and committed there, and then the primary's locks are released.
 *
 * <p>It never waits for a lock of the primary while it holds another, and holds its own no longer
 * than a bound, whatever the secondary does.
 */
final class Pass {
  private static final Duration LOOKUP_BOUND = Duration.ofSeconds(5);

  private final BoundedSession primary;
  private final BoundedSession secondary;
  private final Databases databases;
  private final RowReader reader;
  private final RowWriter writer;
  private final Duration holdBound;

  /**
   * Creates passes between two databases.
   *
   * @param holdBound the longest time that rows stay locked on the primary
   */
  Pass(BoundedSession primary, BoundedSession secondary, Databases databases, Duration holdBound) {
    this.primary = primary;
    this.secondary = secondary;
    this.databases = databases;
    this.reader = new RowReader(databases.primaryDialect());
    this.writer = new RowWriter(databases.secondaryDialect());
    this.holdBound = holdBound;
  }

  /**
   * Opens what is needed, before any row is locked.
   *
   * @return whether several keys may be passed at a time, since the primary can leave out locked
   *     rows
   */
  boolean open() throws PassFailure {
    try {
      primary.open();
      secondary.open();
      return databases.primaryDialect().skipsLocked(primary.direct().connection().getMetaData());
    } catch (SQLException e) {
      throw PassFailure.of(Cause.DATABASE, e);
    }
  }

  /** Makes the pass; keys that it didn't come to, for the size of the rows, have no outcome. */
  Map<Key, Outcome> over(List<Key> keys) throws PassFailure {
    boolean skipsLocked = open();
    TableDescription from = primaryTable(keys.get(0));
    TableDescription to = secondaryTable(from);
    try {
      LockMode lock = lockMode(skipsLocked, keys.size());
      long end = System.nanoTime() + holdBound.toNanos();
      LockedRows rows = locked(from, keys, lock);
      if (rows.isEmpty()) {
        return outcomes(keys, rows, Set.of(), Map.of());
      }
      Applied applied = write(to, rows, Duration.ofNanos(end - System.nanoTime()));
      requireStillLocked();
      return outcomes(keys, rows, applied.deleted(), applied.refused());
    } finally {
      release();
    }
  }

  private TableDescription primaryTable(Key key) throws PassFailure {
    try {
      return databases.primaryTable(key.table());
    } catch (SQLException e) {
      throw PassFailure.of(Cause.of(e, databases.primaryDialect()), e);
    }
  }

  private TableDescription secondaryTable(TableDescription from) throws PassFailure {
    try {
      return secondary.call(session -> databases.secondaryTable(from), LOOKUP_BOUND);
    } catch (GivenUp hangs) {
      throw PassFailure.of(Cause.DATABASE, hangs);
    } catch (SQLException e) {
      throw PassFailure.of(Cause.of(e, databases.secondaryDialect()), e);
    }
  }

  /**
   * Where locked rows can't be left out, one key at a time waits for its row, for as long as a
   * session waits for locks: whoever holds nothing is in nobody's way.
   */
  private LockMode lockMode(boolean skipsLocked, int keys) throws PassFailure {
    if (skipsLocked) {
      return LockMode.SKIP_LOCKED;
    }
    boolean locks = !databases.primaryDialect().lockClause().isEmpty();
    boolean waitsBounded =
        !databases.primaryDialect().boundWaits(Duration.ZERO, Duration.ZERO).isEmpty();
    if (locks && waitsBounded && keys == 1) {
      return LockMode.WAIT;
    }
    throw PassFailure.of(
        Cause.TABLE,
        new SQLFeatureNotSupportedException(
            "rows of a "
                + databases.primaryDialect()
                + " can't be locked without waiting for others, so they can't be copied from it"
                + " while it is written; upgrade the server, or stop its writers and verify",
            "0A000"));
  }

  private LockedRows locked(TableDescription from, List<Key> keys, LockMode lock)
      throws PassFailure {
    try {
      return LockedRows.read(reader, primary.direct().connection(), from, keys, lock);
    } catch (SQLException e) {
      Cause cause = Cause.of(e, databases.primaryDialect());
      // A primary that is slow isn't the row's fault.
      throw PassFailure.of(cause == Cause.TIME ? Cause.DATABASE : cause, e);
    } catch (RuntimeException e) {
      throw PassFailure.of(Cause.ROW, new SQLException("unexpected: " + e, e));
    }
  }

  private Applied write(TableDescription to, LockedRows rows, Duration atMost) throws PassFailure {
    CommitRight right = new CommitRight();
    try {
      return secondary.call(session -> commit(session, to, rows, right), atMost);
    } catch (GivenUp late) {
      throw right.withdraw() ? PassFailure.of(Cause.TIME, late) : PassFailure.inDoubt(late);
    } catch (SQLException e) {
      Cause cause = Cause.of(e, databases.secondaryDialect());
      boolean inDoubt = !right.withdraw() && databases.secondaryDialect().isConnectionFailure(e);
      throw inDoubt ? PassFailure.inDoubt(e) : PassFailure.of(cause, e);
    }
  }

  /** Runs on the secondary's thread. */
  private Applied commit(Session session, TableDescription to, LockedRows rows, CommitRight right)
      throws SQLException {
    try {
      Connection connection = session.connection();
      Applied applied = writer.applyEach(connection, to, rows.present(), rows.absent());
      if (right.take()) {
        connection.commit();
      } else {
        session.rollback();
      }
      return applied;
    } catch (SQLException | RuntimeException failure) {
      rollback(session, failure);
      throw failure;
    }
  }

  private static void rollback(Session session, Exception failure) {
    try {
      session.rollback();
    } catch (SQLException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * A primary that ended the transaction by itself (an idle one, say, or by its restart) let others
   * in before the secondary had committed. Rolling back asks it, and costs no flush of its log.
   */
  private void requireStillLocked() throws PassFailure {
    try {
      primary.direct().rollback();
    } catch (SQLException | RuntimeException e) {
      SQLException lost =
          e instanceof SQLException ? (SQLException) e : new SQLException("unexpected: " + e, e);
      throw PassFailure.inDoubt(lost);
    }
  }

  private void release() {
    try {
      primary.direct().rollback();
    } catch (SQLException | RuntimeException gone) {
      // Its connection was closed, which released the locks as well.
    }
  }

  private Map<Key, Outcome> outcomes(
      List<Key> keys, LockedRows rows, Set<Key> deleted, Map<Key, SQLException> refused) {
    Map<Key, Outcome> outcomes = new HashMap<>();
    keys.forEach(key -> outcomes.put(key, Outcome.of(Outcome.Kind.PRESENT)));
    rows.absent().forEach(key -> outcomes.put(key, Outcome.of(Outcome.Kind.ABSENT)));
    deleted.forEach(key -> outcomes.put(key, Outcome.of(Outcome.Kind.DELETED)));
    rows.skipped().forEach(key -> outcomes.put(key, Outcome.of(Outcome.Kind.LOCKED)));
    outcomes.keySet().removeAll(rows.left());
    refused.forEach((key, reason) -> refuse(key, reason, rows, outcomes));
    return outcomes;
  }

  /**
   * A row whose key is spelled as nobody asked for it is that of some key that no row is spelled
   * like; which one, only the database could tell.
   */
  private void refuse(
      Key refused, SQLException reason, LockedRows rows, Map<Key, Outcome> outcomes) {
    Outcome outcome = Cause.of(reason, databases.secondaryDialect()).outcome(reason);
    if (outcomes.containsKey(refused)) {
      outcomes.put(refused, outcome);
      return;
    }
    Set<Key> spelledOtherwise = new HashSet<>(outcomes.keySet());
    rows.present().stream().map(RowImage::key).forEach(spelledOtherwise::remove);
    for (Key key : spelledOtherwise) {
      if (outcomes.get(key).kind() == Outcome.Kind.PRESENT) {
        outcomes.put(key, outcome);
      }
    }
  }
}
