package dev.dualwrite.backfill;

import dev.dualwrite.reconcile.Outcome;
import dev.dualwrite.reconcile.Outcomes;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.QueuedKey;
import dev.dualwrite.state.RetryQueue;
import dev.dualwrite.verify.Failures;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Copies by their keys the rows that the chunks have put aside; deletes included. */
final class LeftRows {
  /** Whether rows that the secondary refuses are tried again at the end. */
  enum Round {
    /** More tables follow, which may hold what these rows refer to. */
    BETWEEN,
    /** Nothing follows. */
    LAST
  }

  private static final int MANY = 500;
  private static final int MOST_ATTEMPTS = 3;
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration AT_THE_END = Duration.ofDays(1);

  /** In between nothing is waited for that may take its time. */
  private static final Duration BETWEEN_BOUND = Duration.ofSeconds(2);

  private static final Duration LAST_BOUND = Duration.ofMinutes(1);

  /** So long after the last row that was copied, or is locked, the rest is in nobody's way. */
  private static final Duration CALM = Duration.ofSeconds(2);

  private final RetryQueue queue;
  private final Reconciler reconciler;
  private final Duration longestCommit;
  private long lastProgress = System.nanoTime();

  LeftRows(RetryQueue queue, Reconciler reconciler, Duration longestCommit) {
    this.queue = queue;
    this.reconciler = reconciler;
    this.longestCommit = longestCommit;
  }

  /**
   * Copies what can be copied.
   *
   * @return the rows that can't, with the reasons; in between none
   * @throws SQLException when a database can't be used
   */
  Map<Key, String> settle(Round round) throws SQLException {
    boolean last = round == Round.LAST;
    Duration lastBound = LAST_BOUND.plus(longestCommit.multipliedBy(2));
    long end = System.nanoTime() + (last ? lastBound : BETWEEN_BOUND).toNanos();
    if (last) {
      queue.hurry();
    }
    Optional<Instant> next = queue.nextDue();
    while (next.isPresent() && System.nanoTime() - end < 0) {
      List<QueuedKey> due = queue.due(MANY, Instant.now());
      if (due.isEmpty()) {
        Duration wait = Duration.between(Instant.now(), next.get());
        if (!last && wait.compareTo(BETWEEN_BOUND) > 0) {
          break;
        }
        LockSupport.parkNanos(SOON.toNanos());
      } else {
        reconcile(due, round);
      }
      next = queue.nextDue();
    }
    return last ? left() : Map.of();
  }

  private void reconcile(List<QueuedKey> due, Round round) throws SQLException {
    Map<TableName, Map<Key, QueuedKey>> byTable = new LinkedHashMap<>();
    for (QueuedKey key : due) {
      byTable.computeIfAbsent(key.key().table(), none -> new LinkedHashMap<>()).put(key.key(), key);
    }
    for (TableName table : reconciler.parentsFirst(List.copyOf(byTable.keySet()))) {
      Map<Key, QueuedKey> keys = byTable.get(table);
      Outcomes outcomes =
          reconciler.reconcile(
              List.copyOf(keys.keySet()), alsoDue -> queue.add(alsoDue, Owed.UNKNOWN));
      Optional<SQLException> failure = outcomes.databaseFailure();
      if (failure.isPresent()) {
        throw failure.get();
      }
      // A key without an outcome wasn't come to, since others were in the way.
      keys.forEach(
          (key, queued) -> {
            Outcome outcome = outcomes.byKey().get(key);
            if (outcome == null) {
              queue.postponed(queued, Instant.now().plus(SOON));
            } else {
              answer(queued, outcome, round);
            }
          });
    }
  }

  private void answer(QueuedKey key, Outcome outcome, Round round) {
    if (outcome.isEqual() || outcome.kind() == Outcome.Kind.LOCKED) {
      lastProgress = System.nanoTime();
    }
    switch (outcome.kind()) {
      case PRESENT:
        queue.done(key);
        return;
      case ABSENT:
      case DELETED:
        if (outcome.kind() == Outcome.Kind.ABSENT && key.looks() > 0) {
          queue.done(key);
        } else {
          queue.settled(key, Instant.now().plus(longestCommit));
        }
        return;
      case LOCKED:
      case IN_DOUBT:
        queue.postponed(key, Instant.now().plus(SOON));
        return;
      case OBSTRUCTED:
      case REFUSED:
        refused(key, outcome.error().map(Failures::text).orElse("refused"), round);
        return;
    }
    throw new AssertionError(outcome.kind());
  }

  private void refused(QueuedKey key, String reason, Round round) {
    if (round == Round.BETWEEN) {
      queue.failed(key, Instant.now().plus(AT_THE_END), reason);
    } else if (key.attempts() + 1 >= MOST_ATTEMPTS
        && System.nanoTime() - lastProgress > CALM.toNanos()) {
      queue.park(key, reason);
    } else {
      queue.failed(key, Instant.now().plus(SOON), reason);
    }
  }

  private Map<Key, String> left() {
    Map<Key, String> left = new LinkedHashMap<>();
    Instant whenever = Instant.now().plus(AT_THE_END);
    List<QueuedKey> ofOneTable = queue.due(Integer.MAX_VALUE, whenever);
    while (!ofOneTable.isEmpty() && !left.containsKey(ofOneTable.get(0).key())) {
      ofOneTable.forEach(key -> left.put(key.key(), key.lastError().orElse("its row is locked")));
      ofOneTable = queue.due(Integer.MAX_VALUE, whenever);
    }
    for (QueuedKey key : queue.parked(Integer.MAX_VALUE)) {
      left.put(key.key(), key.lastError().orElse("refused"));
    }
    return left;
  }
}
