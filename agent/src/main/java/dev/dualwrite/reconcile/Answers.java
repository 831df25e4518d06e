package dev.dualwrite.reconcile;

import dev.dualwrite.divergence.DatabaseError;
import dev.dualwrite.rows.Key;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.QueuedKey;
import dev.dualwrite.state.RetryQueue;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the queue, the log and the figures what became of keys. */
final class Answers {
  private final RetryQueue queue;
  private final Schedule schedule;
  private final ReconcileReports reports;
  private final Clock clock;
  private final Rate rate;
  private final LastErrors errors;

  Answers(
      RetryQueue queue,
      Schedule schedule,
      ReconcileReports reports,
      Clock clock,
      Rate rate,
      LastErrors errors) {
    this.queue = queue;
    this.schedule = schedule;
    this.reports = reports;
    this.clock = clock;
    this.rate = rate;
    this.errors = errors;
  }

  /**
   * Answers for those of the keys that have an outcome, and returns how many those are. The log is
   * told first: what is told twice after a crash does no harm, what isn't told stays open there.
   */
  int give(List<QueuedKey> asked, Outcomes outcomes) {
    Map<QueuedKey, Outcome> answered = new LinkedHashMap<>();
    for (QueuedKey key : asked) {
      Outcome outcome = outcomes.byKey().get(key.key());
      if (outcome != null) {
        answered.put(key, outcome);
      }
    }
    reports.repaired(repaired(answered));
    Instant now = clock.instant();
    List<Key> inDoubt = new ArrayList<>();
    answered.forEach((key, outcome) -> give(key, outcome, now, inDoubt));
    if (!inDoubt.isEmpty()) {
      queue.add(inDoubt, Owed.UNKNOWN);
    }
    return answered.size();
  }

  /** A key that is only looked at once more has been told. */
  private static List<QueuedKey> repaired(Map<QueuedKey, Outcome> answered) {
    List<QueuedKey> repaired = new ArrayList<>();
    answered.forEach(
        (key, outcome) -> {
          if (outcome.isEqual() && key.looks() == 0) {
            repaired.add(key);
          }
        });
    return repaired;
  }

  private void give(QueuedKey key, Outcome outcome, Instant now, List<Key> inDoubt) {
    switch (outcome.kind()) {
      case PRESENT:
      case ABSENT:
      case DELETED:
        rate.add(1);
        equal(key, outcome, now);
        return;
      case LOCKED:
        Duration waited = Duration.between(key.queuedAt(), now);
        queue.postponed(key, now.plus(schedule.whileLocked(waited)));
        return;
      case OBSTRUCTED:
        failed(key, outcome, now, schedule.whileObstructed(key.attempts(), now));
        return;
      case REFUSED:
        failed(key, outcome, now, schedule.afterRefusal(key.attempts()).map(now::plus));
        return;
      case IN_DOUBT:
        inDoubt.add(key.key());
        return;
    }
    throw new AssertionError(outcome.kind());
  }

  private void equal(QueuedKey key, Outcome outcome, Instant now) {
    Optional<Duration> nextLook = schedule.nextLook(key, outcome.kind());
    if (nextLook.isPresent()) {
      queue.settled(key, now.plus(nextLook.get()));
    } else {
      queue.done(key);
    }
  }

  private void failed(QueuedKey key, Outcome outcome, Instant now, Optional<Instant> next) {
    SQLException failure = outcome.error().orElseThrow(IllegalStateException::new);
    DatabaseError error = DatabaseError.of(failure);
    DrainError told = errors.add(now, key.key().table(), error);
    if (next.isPresent()) {
      queue.failed(key, next.get(), told.toString());
    } else {
      reports.parked(key.key(), error);
      queue.park(key, told.toString());
    }
  }
}
