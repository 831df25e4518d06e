package dev.dualwrite.mirror;

import dev.dualwrite.config.MirrorMode;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.state.Intent;
import dev.dualwrite.state.State;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all mirrored transactions of one migration share: the way to the secondary, and what becomes
 * of losses.
 */
public final class Mirror {
  private final Twins twins;
  private final RowCopy rows;
  private final Breaker breaker;
  private final RollbackWatch rollbacks;
  private final State state;
  private final CatchingUp catchingUp;
  private final MirrorReports reports;
  private final MirrorLimits limits;
  private final MirrorMode mode;
  private final CommittedKeys committed;
  private final String instance;
  private final AtomicLong transactions = new AtomicLong();
  private final TableCounts counts = new TableCounts();

  /**
   * Creates the mirror toward one secondary.
   *
   * @param state keeps what must not be lost
   * @param mode whether twins are used at all
   * @param committed hears what was written
   * @param instance the name of this process in the divergence log
   */
  public Mirror(
      Twins twins,
      RowCopy rows,
      Breaker breaker,
      State state,
      MirrorReports reports,
      MirrorLimits limits,
      MirrorMode mode,
      CommittedKeys committed,
      String instance) {
    this.twins = twins;
    this.rows = rows;
    this.breaker = breaker;
    this.rollbacks = new RollbackWatch(breaker, limits.timeout());
    this.state = state;
    this.catchingUp = new CatchingUp(breaker, state.queue());
    this.reports = reports;
    this.limits = limits;
    this.mode = mode;
    this.committed = committed;
    this.instance = instance;
  }

  /**
   * Begins the mirrored half of a transaction.
   *
   * @param sessionSetup carries the host session's state over to a fresh twin
   */
  public MirrorTransaction begin(Phase phase, TwinTask<Void> sessionSetup) {
    String id = instance + "/" + transactions.incrementAndGet();
    switch (mode) {
      case ASYNC:
        return new MirrorTransaction(id, phase, this, Optional.empty());
      case INLINE:
        MirroredHalf half = new MirroredHalf(this, sessionSetup);
        whyNotInline(phase).ifPresent(half::fail);
        return new MirrorTransaction(id, phase, this, Optional.of(half));
    }
    throw new AssertionError(mode);
  }

  private Optional<Failure> whyNotInline(Phase phase) {
    if (!breaker.closed()) {
      // Asked first, so that the catching up afterwards is known of.
      catchingUp.mirrorsInline();
      return Optional.of(Failure.notAsked());
    }
    return !keeps(phase) || catchingUp.mirrorsInline()
        ? Optional.empty()
        : Optional.of(Failure.catchingUp());
  }

  /** Whether rows that didn't reach the secondary are kept for the reconciler. */
  boolean keeps(Phase phase) {
    return phase.retries() || mode == MirrorMode.ASYNC;
  }

  /** Keeps what a transaction touched until both sides have committed; where that is wanted. */
  Optional<Intent> intend(Phase phase, String transaction, TouchedRows touched) {
    return keeps(phase)
        ? Optional.of(
            state.intents().begin(transaction, touched.keys().keySet(), touched.unknownRowsOf()))
        : Optional.empty();
  }

  /** What is known of the database that follows. */
  public Secondary secondary() {
    return rows.secondary();
  }

  /** Where divergences are told. */
  public MirrorReports reports() {
    return reports;
  }

  /** Whether transactions that begin now are mirrored inline, as far as anybody can tell. */
  public boolean mirrorsInline(Phase phase) {
    return mode == MirrorMode.INLINE && !whyNotInline(phase).isPresent();
  }

  /** Breaks off what hangs though nobody waits for it; called every second or so. */
  public void breakOffLate() {
    rollbacks.breakOffLate();
  }

  /** As below, of keys that the host's transaction has all touched. */
  public TwinTask<Long> copyRows(HostReader host, TableDescription table, List<Key> held)
      throws SQLException {
    return copyRows(host, table, held, List.of());
  }

  /**
   * Reads the current rows of some keys inside the host's transaction, and returns the task that
   * makes the secondary hold the same.
   *
   * @param held keys of rows that the host's transaction holds locked, or has deleted
   * @param named keys of rows that it may have touched
   * @throws SQLException when the rows can't be read on the primary
   */
  public TwinTask<Long> copyRows(
      HostReader host, TableDescription table, List<Key> held, List<Key> named)
      throws SQLException {
    return rows.copy(host, table, held, named);
  }

  /** A transaction is on both sides. */
  void mirrored(
      MirrorTransaction transaction, TouchedRows touched, Map<Write, Long> countedDifferently) {
    counts.mirrored(touched);
    committed.committed(touched.keys().keySet());
    countedDifferently.forEach(
        (write, counted) -> {
          if (write.keys().isEmpty()) {
            state.unverified().add(write.storedTable(), "update counts differ");
            reports.countDiffersForGood(write, counted, transaction);
          } else {
            reports.countMended(write, counted, transaction);
          }
        });
  }

  /** A transaction's keys are queued, as always without a twin. */
  void owed(TouchedRows touched) {
    committed.committed(touched.keys().keySet());
  }

  /**
   * A transaction isn't on both sides, or nobody knows.
   *
   * @param kept whether its keys are queued
   */
  void lost(MirrorTransaction transaction, TouchedRows touched, Failure failure, boolean kept) {
    counts.failed(touched);
    reports.lost(transaction, touched, failure, kept);
  }

  Twin newTwin(TwinTask<Void> sessionSetup) {
    return twins.create(sessionSetup);
  }

  /** Whether the secondary is asked now. */
  public Breaker breaker() {
    return breaker;
  }

  RollbackWatch rollbacks() {
    return rollbacks;
  }

  /** What became of the rows so far. */
  public TableCounts counts() {
    return counts;
  }

  MirrorLimits limits() {
    return limits;
  }

  boolean isConnectionFailure(Throwable failure) {
    return failure instanceof SQLTransientConnectionException
        || (failure instanceof SQLException
            && secondary().dialect().errors().isConnectionFailure((SQLException) failure));
  }

  boolean isConflict(Throwable failure) {
    return failure instanceof SQLException
        && secondary().dialect().errors().isConflict((SQLException) failure);
  }

  /**
   * Counts a failure against the database only if it says something about the database, and not
   * about a row; forgets a table that it proves changed.
   */
  void recordFailure(Throwable failure, Optional<Write> write) {
    if (failure instanceof SQLException
        && secondary().dialect().errors().isUnknownTableOrColumn((SQLException) failure)) {
      write.flatMap(Write::table).ifPresent(table -> secondary().forget(table.name()));
    }
    if (isConnectionFailure(failure)) {
      breaker.silent(String.valueOf(failure.getMessage()));
    } else {
      breaker.answered();
    }
  }
}
