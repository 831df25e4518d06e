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
import java.util.List;
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

  /** Answers for those of the keys that have an outcome, and returns how many those are. */
  int give(List<QueuedKey> asked, Outcomes outcomes) {
    Instant now = clock.instant();
    List<Key> repaired = new ArrayList<>();
    List<Key> inDoubt = new ArrayList<>();
    int answered = 0;
    int equal = 0;
    for (QueuedKey key : asked) {
      Outcome outcome = outcomes.byKey().get(key.key());
      if (outcome == null) {
        continue;
      }
      answered++;
      if (outcome.isEqual()) {
        equal++;
        equal(key, outcome, now, repaired);
      } else if (outcome.kind() == Outcome.Kind.IN_DOUBT) {
        inDoubt.add(key.key());
      } else {
        notEqual(key, outcome, now);
      }
    }
    rate.add(equal);
    reports.repaired(repaired);
    if (!inDoubt.isEmpty()) {
      queue.add(inDoubt, Owed.UNKNOWN);
    }
    return answered;
  }

  private void equal(QueuedKey key, Outcome outcome, Instant now, List<Key> repaired) {
    if (key.looks() == 0) {
      repaired.add(key.key());
    }
    Optional<Duration> nextLook = schedule.nextLook(key, outcome.kind());
    if (nextLook.isPresent()) {
      queue.settled(key, now.plus(nextLook.get()));
    } else {
      queue.done(key);
    }
  }

  private void notEqual(QueuedKey key, Outcome outcome, Instant now) {
    switch (outcome.kind()) {
      case LOCKED:
        Duration waited = Duration.between(key.queuedAt(), now);
        queue.postponed(key, now.plus(schedule.whileLocked(waited)));
        return;
      case OBSTRUCTED:
        failed(key, outcome, now, schedule.whileObstructed(key.attempts()));
        return;
      case REFUSED:
        failed(key, outcome, now, schedule.afterRefusal(key.attempts()));
        return;
      case PRESENT:
      case ABSENT:
      case DELETED:
      case IN_DOUBT:
        throw new IllegalArgumentException(outcome + " is answered otherwise");
    }
    throw new AssertionError(outcome.kind());
  }

  private void failed(QueuedKey key, Outcome outcome, Instant now, Optional<Duration> wait) {
    SQLException failure = outcome.error().orElseThrow(IllegalStateException::new);
    DatabaseError error = DatabaseError.of(failure);
    DrainError told = errors.add(now, key.key().table(), error);
    if (wait.isPresent()) {
      queue.failed(key, now.plus(wait.get()), told.toString());
    } else {
      queue.park(key, told.toString());
      reports.parked(key.key(), error);
    }
  }
}
