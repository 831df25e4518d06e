package dev.dualwrite.backfill;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.reconcile.BoundedSession;
import dev.dualwrite.reconcile.CommitRight;
import dev.dualwrite.reconcile.GivenUp;
import dev.dualwrite.reconcile.Session;
import dev.dualwrite.rows.Applied;
import dev.dualwrite.rows.BulkWriter;
import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.KeyRange;
import dev.dualwrite.rows.LockMode;
import dev.dualwrite.rows.RangeReader;
import dev.dualwrite.rows.ReadResult;
import dev.dualwrite.rows.RowImage;
import dev.dualwrite.rows.RowReader;
import dev.dualwrite.verify.DatabasesToVerify;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Copies chunks: locks their rows on the primary, writes them to the secondary, commits there, and
 * only then releases the locks. So no row goes back in time, since whoever changes it comes before
 * or after; and none comes back that was deleted, since its delete waits for the lock. Rows that
 * others have locked aren't waited for, but put aside. Used by one thread.
 */
final class ChunkCopier implements AutoCloseable {
  private static final long MOST_BYTES = 4L << 20;

  /** In so small a piece each row is put aside, instead of being tried again. */
  private static final int FEW_ROWS = 4;

  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private final int number;
  private final Step step;
  private final Dialect primaryDialect;
  private final Dialect secondaryDialect;
  private final PassingFailures failures;
  private final BackfillOptions options;
  private final Checkpoints checkpoints;
  private final Pace pace;
  private final PutAside aside;
  private final RangeReader reader;
  private final PrimarySession primary;
  private final BoundedSession secondary;

  ChunkCopier(
      int number,
      Step step,
      DatabasesToVerify databases,
      BackfillOptions options,
      Checkpoints checkpoints,
      Pace pace,
      PutAside aside,
      Executor threads)
      throws SQLException {
    this.number = number;
    this.step = step;
    this.primaryDialect = databases.primary().dialect();
    this.secondaryDialect = databases.secondary().dialect();
    this.failures = new PassingFailures(databases);
    this.options = options;
    this.checkpoints = checkpoints;
    this.pace = pace;
    this.aside = aside;
    this.reader =
        new RangeReader(
            primaryDialect, step.table().primary(), step.table().columns(), step.filled());
    this.primary = new PrimarySession(databases.primary(), options.holdBound(), threads);
    this.secondary =
        new BoundedSession(
            "the secondary",
            () ->
                new Session(
                    Session.Role.SECONDARY,
                    databases.secondary().connections(),
                    secondaryDialect,
                    options.holdBound(),
                    threads),
            threads);
  }

  /**
   * Copies what is left of a chunk.
   *
   * @throws SQLException when a database can't be used; the chunk knows what is left
   * @throws IOException when the checkpoint can't be written
   */
  void copy(Chunk chunk) throws SQLException, IOException {
    for (Chunk.Piece piece = chunk.next(); piece != null; piece = chunk.next()) {
      try {
        copy(chunk, piece.range());
      } catch (SQLException failure) {
        primary.release();
        if (!passes(failure)) {
          throw failure;
        }
        pace.tooMuch();
        LockSupport.parkNanos(PAUSE_NANOS);
        if (piece.failed() > 1) {
          divide(chunk, piece.range());
        }
      }
    }
  }

  private boolean passes(SQLException failure) {
    return failure instanceof GivenUp || failures.isInTheWay(failure);
  }

  private void copy(Chunk chunk, KeyRange range) throws SQLException, IOException {
    primary.open();
    secondary.open();
    long begun = System.nanoTime();
    RangeReader.Page page =
        reader.read(primary.connection(), range, primary.lockClause(), MOST_BYTES);
    KeyRange part = page.partOf(range);
    aside.locked(skipped(part, page.rows()));
    if (!page.rows().isEmpty()) {
      write(page.rows(), begun);
    }
    primary.release();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    pace.copied(page.rows().size(), took);
    chunk.pop(page.rows().size());
    if (page.cut()) {
      chunk.putRest(range, part.upTo().orElseThrow(IllegalStateException::new));
    }
    pace.rest(page.rows().size(), took);
  }

  /**
   * Copies the rows of some keys, as those of a chunk are; what the primary doesn't have is left as
   * it is.
   *
   * @return the keys whose rows others have locked
   */
  List<Key> copy(List<Key> keys) throws SQLException, IOException {
    primary.open();
    secondary.open();
    long begun = System.nanoTime();
    LockMode lock = primary.skipsLocked() ? LockMode.SKIP_LOCKED : LockMode.WAIT;
    try {
      ReadResult rows =
          new RowReader(primaryDialect)
              .read(primary.connection(), step.table().primary(), keys, lock);
      if (!rows.present().isEmpty()) {
        write(rows.present(), begun);
      }
      return rows.skipped();
    } catch (SQLException failure) {
      if (!passes(failure)) {
        throw failure;
      }
      return keys;
    } finally {
      primary.release();
    }
  }

  /**
   * The rows that were read can't go away as long as they are locked: where there are no more than
   * those, none was skipped.
   */
  private List<Key> skipped(KeyRange range, List<RowImage> rows) throws SQLException {
    if (!primary.skipsLocked() || reader.count(primary.connection(), range) == rows.size()) {
      return List.of();
    }
    Set<Key> read = rows.stream().map(RowImage::key).collect(Collectors.toCollection(HashSet::new));
    List<Key> skipped = new ArrayList<>(reader.keys(primary.connection(), range));
    skipped.removeAll(read);
    return skipped;
  }

  private void write(List<RowImage> rows, long begun) throws SQLException, IOException {
    List<Key> keys = rows.stream().map(RowImage::key).collect(Collectors.toList());
    checkpoints.underWay(number, keys);
    Duration atMost = options.holdBound().minusNanos(System.nanoTime() - begun);
    CommitRight right = new CommitRight();
    Applied applied;
    try {
      applied = secondary.call(session -> commit(session, withoutReferences(rows), right), atMost);
    } catch (SQLException failure) {
      if (!right.withdraw() && !secondaryDialect.errors().provesRollback(failure)) {
        aside.inDoubt(keys);
      }
      throw failure;
    }
    requireStillLocked(keys);
    aside.refused(applied.refused());
  }

  /** Runs on the secondary's thread. */
  private Applied commit(Session session, List<RowImage> rows, CommitRight right)
      throws SQLException {
    try {
      Applied applied =
          BulkWriter.write(session.connection(), secondaryDialect, step.table().secondary(), rows);
      checkpoints.flush();
      if (right.take()) {
        session.connection().commit();
      } else {
        session.rollback();
      }
      return applied;
    } catch (IOException failure) {
      session.rollback();
      throw new SQLException(failure.getMessage(), failure);
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

  private List<RowImage> withoutReferences(List<RowImage> rows) {
    List<String> leftOut = step.leftOut();
    if (leftOut.isEmpty()) {
      return rows;
    }
    List<RowImage> without = new ArrayList<>(rows.size());
    for (RowImage row : rows) {
      List<Object> values = new ArrayList<>(row.values());
      leftOut.forEach(column -> values.set(row.columns().indexOf(column), null));
      without.add(RowImage.of(row.key(), row.columns(), values));
    }
    return without;
  }

  /**
   * A primary that ended the transaction by itself let others in before the secondary had
   * committed; rolling back asks it.
   */
  private void requireStillLocked(List<Key> keys) throws SQLException {
    try {
      primary.rollback();
    } catch (SQLException lost) {
      aside.inDoubt(keys);
      throw lost;
    }
  }

  private void divide(Chunk chunk, KeyRange range) throws SQLException {
    try {
      long rows = reader.count(primary.connection(), range);
      Optional<Key> middle =
          rows <= FEW_ROWS
              ? Optional.empty()
              : reader.keyAfter(primary.connection(), range, rows / 2 - 1);
      if (middle.isEmpty()) {
        aside.locked(reader.keys(primary.connection(), range));
        chunk.pop(0);
        return;
      }
      chunk.pop(0);
      chunk.putRest(range, middle.get());
      chunk.put(KeyRange.between(range.after().orElse(null), middle.get()));
    } finally {
      primary.release();
    }
  }

  /** The number that the primary has for this worker's session, once it is open. */
  Optional<Long> session() {
    return primary.number();
  }

  @Override
  public void close() {
    aside.settled(number);
    primary.close();
    secondary.close();
  }
}
