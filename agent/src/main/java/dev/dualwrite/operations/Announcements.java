package dev.dualwrite.operations;

import dev.dualwrite.logging.QuietPeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says in the log when something an operator should know has changed, and never twice within half a
 * minute about the same thing: of what flaps, the outcome is told.
 *
 * <p>Confined to one thread.
 */
final class Announcements {
  private final Consumer<String> log;
  private final QuietPeriod condition;
  private final QuietPeriod parked;
  private final QuietPeriod unverified;
  private Optional<Condition> conditionTold = Optional.empty();
  private long parkedTold;
  private Set<String> unverifiedTold = Set.of();

  /** Announcements to the given log, by a clock in nanoseconds. */
  Announcements(Consumer<String> log, LongSupplier clock) {
    this.log = log;
    this.condition = new QuietPeriod(clock);
    this.parked = new QuietPeriod(clock);
    this.unverified = new QuietPeriod(clock);
  }

  void look(Status status) {
    lookAtCondition(status);
    lookAtParked(status);
    lookAtUnverified(status);
  }

  private void lookAtCondition(Status status) {
    Condition now = status.condition();
    if (conditionTold.isEmpty() || now == Condition.IDLE) {
      // What an application begins with, or that it rests, is no news.
      conditionTold = Optional.of(conditionTold.orElse(now));
      return;
    }
    Condition before = conditionTold.get();
    if (now == before || !condition.isOver()) {
      return;
    }
    conditionTold = Optional.of(now);
    if (before == Condition.IDLE) {
      return;
    }
    condition.begin();
    log.accept(
        "Mirroring was "
            + before.label()
            + " and is "
            + now.label()
            + ": "
            + now.meaning()
            + " ("
            + status.lag().queued()
            + " keys queued)");
  }

  private void lookAtParked(Status status) {
    long now = status.lag().parked();
    if (now <= parkedTold) {
      parkedTold = now;
    } else if (parked.begin()) {
      parkedTold = now;
      log.accept(
          now
              + " keys are parked, since they could not be reconciled: see 'parked' in the divergence"
              + " log, mend the cause, then run the command 'retry --parked'");
    }
  }

  private void lookAtUnverified(Status status) {
    Set<String> now = new TreeSet<>(status.unverified());
    List<String> added = new ArrayList<>(now);
    added.removeAll(unverifiedTold);
    if (added.isEmpty()) {
      unverifiedTold = now;
    } else if (unverified.begin()) {
      unverifiedTold = now;
      log.accept(
          "Rows may differ whose keys aren't known, in " + String.join(", ", added) + ": verify");
    }
  }
}
