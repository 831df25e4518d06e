package dev.dualwrite.reconcile;

import java.util.function.LongSupplier;

/** Counts events by the second and tells their rate over the last ten; safe for several threads. */
final class Rate {
  private static final int SECONDS = 10;
  private static final long NANOS = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final long[] counts = new long[SECONDS];
  private final long[] seconds = new long[SECONDS];

  Rate(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized void add(int events) {
    long second = Math.floorDiv(nanoTime.getAsLong(), NANOS);
    int slot = Math.floorMod(second, SECONDS);
    if (seconds[slot] != second) {
      seconds[slot] = second;
      counts[slot] = 0;
    }
    counts[slot] += events;
  }

  /** Returns the events a second; the second under way counts in part. */
  synchronized double perSecond() {
    long second = Math.floorDiv(nanoTime.getAsLong(), NANOS);
    long sum = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      if (second - seconds[slot] < SECONDS) {
        sum += counts[slot];
      }
    }
    return (double) sum / SECONDS;
  }
}
