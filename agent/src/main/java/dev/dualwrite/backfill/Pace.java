package dev.dualwrite.backfill;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How many rows are copied at a time, and how long the rest between is: so that rows are locked for
 * about the wanted time, no more rows are copied in a second than allowed, and who waits for others
 * gets his turn.
 */
final class Pace {
  private static final int FIRST_ROWS = 200;
  private static final int MOST_ROWS = 10_000;
  private static final int MOST_GROWTH = 3;
  private static final double LEAST_EASE = 1.0 / 16;
  private static final long MOST_REST_NANOS = Duration.ofSeconds(2).toNanos();
  private static final double NANOS = 1e9;

  private final double chunkSeconds;
  private final long rate;
  private final int parallel;

  private double chunkRows = FIRST_ROWS;
  private double ease = 1;
  private long nextFree = System.nanoTime();

  Pace(BackfillOptions options) {
    this.chunkSeconds = options.chunk().toNanos() / NANOS;
    this.rate = options.rate().orElse(Long.MAX_VALUE);
    this.parallel = options.parallel();
  }

  /** Returns how many rows the next chunk is to have. */
  synchronized int chunkRows() {
    double allowed = Math.max(1, (double) rate / parallel);
    return (int) Math.max(1, Math.min(allowed, chunkRows * ease));
  }

  /** Takes what a chunk came to. */
  synchronized void copied(int rows, Duration took) {
    if (rows == 0) {
      return;
    }
    double fitting = rows * chunkSeconds / Math.max(1e-4, took.toNanos() / NANOS);
    // A short one says little, and the last chunk of a table may be one.
    double bounded = Math.min(fitting, MOST_GROWTH * (double) Math.max(rows, FIRST_ROWS));
    chunkRows = Math.max(1, Math.min(MOST_ROWS, (chunkRows + bounded) / 2));
  }

  /** Others were in the way, or it took far too long. */
  synchronized void tooMuch() {
    chunkRows = Math.max(1, chunkRows / 2);
  }

  /** Somebody waits: the chunks become smaller, and the rests longer. */
  synchronized void slower() {
    ease = Math.max(LEAST_EASE, ease / 2);
  }

  /** Nobody waits any more. */
  synchronized void faster() {
    ease = Math.min(1, ease * 1.25);
  }

  /** Waits as long as it has to be after a chunk. */
  void rest(int rows, Duration took) {
    long until = restUntil(rows, took);
    while (until - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  private synchronized long restUntil(int rows, Duration took) {
    long now = System.nanoTime();
    long eased = now + (long) Math.min(MOST_REST_NANOS, took.toNanos() * (1 / ease - 1));
    if (rate == Long.MAX_VALUE) {
      return eased;
    }
    nextFree = Math.max(now, nextFree) + (long) (rows * NANOS / rate);
    return Math.max(eased, nextFree);
  }
}
