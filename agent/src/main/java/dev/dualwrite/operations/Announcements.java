package dev.dualwrite.operations;

import java.time.Duration;
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
  private static final long QUIET_NANOS = Duration.ofSeconds(30).toNanos();

  private final Consumer<String> log;
  private final Quiet condition;
  private final Quiet parked;
  private final Quiet unverified;
  private Optional<Condition> conditionTold = Optional.empty();
  private long parkedTold;
  private Set<String> unverifiedTold = Set.of();

  /** Announcements to the given log, by a clock in nanoseconds. */
  Announcements(Consumer<String> log, LongSupplier clock) {
    this.log = log;
    this.condition = new Quiet(clock);
    this.parked = new Quiet(clock);
    this.unverified = new Quiet(clock);
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
    if (now == before || !condition.over()) {
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
    } else if (parked.over()) {
      parkedTold = now;
      parked.begin();
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
    } else if (unverified.over()) {
      unverifiedTold = now;
      unverified.begin();
      log.accept(
          "Rows may differ whose keys aren't known, in " + String.join(", ", added) + ": verify");
    }
  }

  /** The time in which nothing more is said about one thing. */
  private static final class Quiet {
    private final LongSupplier clock;
    private long until;

    Quiet(LongSupplier clock) {
      this.clock = clock;
      this.until = clock.getAsLong();
    }

    boolean over() {
      return clock.getAsLong() - until >= 0;
    }

    void begin() {
      until = clock.getAsLong() + QUIET_NANOS;
    }
  }
}
