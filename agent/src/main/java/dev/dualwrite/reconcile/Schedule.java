package dev.dualwrite.reconcile;

import dev.dualwrite.state.Owed;
import dev.dualwrite.state.QueuedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** How long a key waits for its next look or attempt, and when there is none. */
final class Schedule {
  /** Failed attempts after which a key is parked. */
  static final int MOST_ATTEMPTS = 10;

  /** Attempts of a row that waits for another one; about three minutes. */
  static final int MOST_ATTEMPTS_OBSTRUCTED = 40;

  /** A commit without an answer ends when the server comes back, or finds its client gone. */
  private static final List<Duration> UNKNOWN_LOOKS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofMinutes(20));

  /** A driver that doesn't count deletes would have an absent row looked at for ever. */
  private static final int MOST_LOOKS_AFTER_DELETES = 10;

  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);
  private static final Duration FIRST_BACKOFF_OBSTRUCTED = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF_OBSTRUCTED = Duration.ofSeconds(5);
  private static final Duration SHORTEST_LOCK_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_LOCK_WAIT = Duration.ofSeconds(10);

  private final Duration longestCommit;
  private final DoubleSupplier random;

  /**
   * Creates a schedule.
   *
   * @param longestCommit the longest time that passes between a twin's commit and its host's, in
   *     any process
   */
  Schedule(Duration longestCommit) {
    this(longestCommit, () -> ThreadLocalRandom.current().nextDouble());
  }

  Schedule(Duration longestCommit, DoubleSupplier random) {
    this.longestCommit = longestCommit;
    this.random = random;
  }

  /**
   * Returns the wait for the next look at a key that was found equal, or made so; empty when this
   * one was the last.
   *
   * <p>Absence can't be locked, so an absent row may be one that is just being inserted, with its
   * twin committed already: it is looked at until a look after the longest commit deletes nothing.
   */
  Optional<Duration> nextLook(QueuedKey key, Outcome.Kind kind) {
    List<Duration> unknown = key.owed() == Owed.UNKNOWN ? UNKNOWN_LOOKS : List.of();
    boolean present = kind == Outcome.Kind.PRESENT;
    if (key.looks() < unknown.size()) {
      Duration wait = unknown.get(key.looks());
      return Optional.of(present || wait.compareTo(longestCommit) > 0 ? wait : longestCommit);
    }
    int more = key.looks() - unknown.size();
    boolean deletedAgain = kind == Outcome.Kind.DELETED && more < MOST_LOOKS_AFTER_DELETES;
    boolean last = present || (more > 0 && !deletedAgain);
    return last ? Optional.empty() : Optional.of(longestCommit);
  }

  /** Returns the wait for a row that others have locked: the longer the longer it has been so. */
  Duration whileLocked(Duration sinceQueued) {
    return jittered(clamped(sinceQueued.dividedBy(8), SHORTEST_LOCK_WAIT, LONGEST_LOCK_WAIT));
  }

  /** Returns the wait after a refusal; empty when the key is to be parked. */
  Optional<Duration> afterRefusal(int attemptsBefore) {
    return attemptsBefore + 1 >= MOST_ATTEMPTS
        ? Optional.empty()
        : Optional.of(backoff(FIRST_BACKOFF, attemptsBefore, LONGEST_BACKOFF));
  }

  /**
   * Returns when a row that needs another one is tried again; empty when it is to be parked.
   *
   * <p>Rows that swapped unique values can only be written together, however far apart each of them
   * failed first. So what waits equally long is tried at the same moments.
   */
  Optional<Instant> whileObstructed(int attemptsBefore, Instant now) {
    if (attemptsBefore + 1 >= MOST_ATTEMPTS_OBSTRUCTED) {
      return Optional.empty();
    }
    long wait =
        doubled(FIRST_BACKOFF_OBSTRUCTED, attemptsBefore, LONGEST_BACKOFF_OBSTRUCTED).toMillis();
    long moments = (now.toEpochMilli() + wait / 2) / wait + 1;
    return Optional.of(Instant.ofEpochMilli(moments * wait));
  }

  /** Returns the wait before a database that can't be used is asked again. */
  Duration whileDatabaseFails(int failuresBefore) {
    return backoff(FIRST_BACKOFF, failuresBefore, LONGEST_LOCK_WAIT);
  }

  private Duration backoff(Duration first, int before, Duration longest) {
    return jittered(doubled(first, before, longest));
  }

  private static Duration doubled(Duration first, int before, Duration longest) {
    return clamped(first.multipliedBy(1L << Math.min(before, 20)), first, longest);
  }

  private static Duration clamped(Duration wait, Duration least, Duration most) {
    if (wait.compareTo(least) < 0) {
      return least;
    }
    return wait.compareTo(most) > 0 ? most : wait;
  }

  /** Between three and five quarters, so that keys that failed together don't stay together. */
  private Duration jittered(Duration wait) {
    return Duration.ofNanos((long) (wait.toNanos() * (0.75 + random.getAsDouble() / 2)));
  }
}
