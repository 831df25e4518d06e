package dev.dualwrite.verify;

import java.time.Duration;
import java.util.List;

/** A key of which one look or more showed a difference. */
final class Doubt {
  private static final int FEWEST_LOOKS = 3;

  private boolean begun;
  private long firstLook;
  private long since;
  private int looks;
  private Sight last;

  /** Notes that it is about to be looked at. */
  void look(long now) {
    if (!begun) {
      begun = true;
      firstLook = now;
    }
  }

  /** Returns whether it has been looked at for so long. */
  boolean isOlderThan(Duration time, long now) {
    return begun && now - firstLook > time.toNanos();
  }

  /**
   * Notes a look that showed a difference, and returns whether that is enough: several looks over
   * more than the longest commit.
   *
   * <p>While keys are queued this one may be among them. Then the primary's row must have stayed as
   * it was for longer than the oldest of them waits.
   *
   * @param oldestQueued the age of the oldest queued key; zero when none is queued
   */
  boolean isSettledBy(Sight sight, long now, Duration longestCommit, Duration oldestQueued) {
    boolean queued = !oldestQueued.isZero();
    if (queued && last != null && !primaryValues(last).equals(primaryValues(sight))) {
      looks = 0;
    }
    if (looks == 0) {
      since = now;
    }
    last = sight;
    looks++;
    return looks >= FEWEST_LOOKS
        && now - since > longestCommit.toNanos()
        && now - since > oldestQueued.toNanos();
  }

  private static List<Object> primaryValues(Sight sight) {
    return sight.primary().map(row -> Values.comparable(row.values())).orElse(List.of());
  }

  /** Returns what the last look showed; null when none could be taken. */
  Sight last() {
    return last;
  }

  /** Returns whether the primary's row has been the same for so long. */
  boolean isStable(long now, Duration time) {
    return looks >= FEWEST_LOOKS && now - since > time.toNanos();
  }
}
