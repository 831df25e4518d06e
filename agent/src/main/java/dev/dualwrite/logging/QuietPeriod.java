package dev.dualwrite.logging;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The half minute after something was said about a thing, in which nothing more is said of it. */
public final class QuietPeriod {
  private static final long NANOS = Duration.ofSeconds(30).toNanos();

  private final LongSupplier clock;
  private final AtomicLong until;

  /** Makes one that is over, by a clock in nanoseconds. */
  public QuietPeriod(LongSupplier clock) {
    this.clock = clock;
    this.until = new AtomicLong(clock.getAsLong());
  }

  /** Tells whether something may be said. */
  public boolean isOver() {
    return clock.getAsLong() - until.get() >= 0;
  }

  /** Begins anew if it is over; of several threads one alone is told true, and may speak. */
  public boolean begin() {
    long now = clock.getAsLong();
    long end = until.get();
    return now - end >= 0 && until.compareAndSet(end, now + NANOS);
  }

  /** Ends it, so that the next thing may be said at once. */
  public void end() {
    until.set(clock.getAsLong());
  }
}
