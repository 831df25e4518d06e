package dev.dualwrite.verify;

import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.divergence.DivergenceAction;
import dev.dualwrite.divergence.DivergenceKind;
import dev.dualwrite.divergence.DivergenceSink;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.reconcile.Outcome;
import dev.dualwrite.reconcile.Outcomes;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the secondary hold what the primary holds for some keys, and never writes to the primary.
 *
 * <p>A row that the primary doesn't show may be one that is just being inserted, so what was
 * deleted is looked at again after the longest commit.
 */
public final class Repair {
  private static final int MOST_ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Reconciler reconciler;
  private final Duration longestCommit;
  private final DivergenceSink log;
  private final Phase phase;
  private final Map<Key, Pending> pending = new LinkedHashMap<>();
  private final Map<Key, String> left = new LinkedHashMap<>();

  /** Rows that deletes take along, as the reconciler's other thread tells them. */
  private final Queue<Key> alsoDue = new ConcurrentLinkedQueue<>();

  private long written;
  private long deleted;

  /**
   * Creates a repair.
   *
   * @param longestCommit the longest time that passes between the commits of a transaction on the
   *     two sides, in any process
   */
  public Repair(Reconciler reconciler, Duration longestCommit, DivergenceSink log, Phase phase) {
    this.reconciler = reconciler;
    this.longestCommit = longestCommit;
    this.log = log;
    this.phase = phase;
  }

  /** A key that isn't done, and when it is its turn. */
  private static final class Pending {
    private long dueAt = System.nanoTime();
    private int attempts;
    private boolean lookedAt;
    private String reason = "the time was over";

    private void again(Duration wait) {
      dueAt = System.nanoTime() + wait.toNanos();
    }
  }

  /**
   * Repairs the keys, for at most the given time.
   *
   * @throws SQLException when a database can't be used; what was done until then stays done
   */
  public RepairResult run(Collection<Key> keys, Duration atMost) throws SQLException {
    long begun = System.nanoTime();
    keys.forEach(key -> pending.put(key, new Pending()));
    while (!pending.isEmpty() && System.nanoTime() - begun < atMost.toNanos()) {
      Map<TableName, List<Key>> due = due();
      for (TableName table : reconciler.parentsFirst(List.copyOf(due.keySet()))) {
        reconcile(due.get(table));
      }
      for (Key key = alsoDue.poll(); key != null; key = alsoDue.poll()) {
        pending.putIfAbsent(key, new Pending());
      }
      if (due.isEmpty()) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    pending.forEach((key, state) -> left.put(key, state.reason));
    return new RepairResult(written, deleted, left);
  }

  private Map<TableName, List<Key>> due() {
    long now = System.nanoTime();
    Map<TableName, List<Key>> due = new LinkedHashMap<>();
    pending.forEach(
        (key, state) -> {
          if (state.dueAt - now <= 0) {
            due.computeIfAbsent(key.table(), none -> new ArrayList<>()).add(key);
          }
        });
    return due;
  }

  private void reconcile(List<Key> keys) throws SQLException {
    Outcomes outcomes = reconciler.reconcile(keys, alsoDue::addAll);
    outcomes.byKey().forEach(this::answer);
    Optional<SQLException> failure = outcomes.databaseFailure();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void answer(Key key, Outcome outcome) {
    Pending state = pending.get(key);
    switch (outcome.kind()) {
      case PRESENT:
        written++;
        done(key);
        return;
      case ABSENT:
      case DELETED:
        if (state.lookedAt && outcome.kind() == Outcome.Kind.ABSENT) {
          deleted++;
          done(key);
          return;
        }
        state.lookedAt = true;
        state.again(longestCommit);
        return;
      case LOCKED:
      case IN_DOUBT:
        state.reason = "its row stayed locked, or its commit wasn't answered";
        state.again(PAUSE);
        return;
      case OBSTRUCTED:
      case REFUSED:
        refused(key, state, outcome);
        return;
    }
    throw new AssertionError(outcome.kind());
  }

  private void refused(Key key, Pending state, Outcome outcome) {
    state.reason = outcome.error().map(Failures::text).orElse("refused");
    state.attempts++;
    state.again(PAUSE);
    if (state.attempts >= MOST_ATTEMPTS) {
      pending.remove(key);
      left.put(key, state.reason);
    }
  }

  private void done(Key key) {
    pending.remove(key);
    log.append(
        Divergence.builder(DivergenceKind.RESOLVED, DivergenceAction.REPAIRED)
            .phase(phase)
            .side(phase.primary().other())
            .table(key.table().toString())
            .key(key.asMap())
            .build());
  }
}
