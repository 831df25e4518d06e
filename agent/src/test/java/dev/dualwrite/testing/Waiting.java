package dev.dualwrite.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a bound. */
public final class Waiting {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

  private Waiting() {}

  /** Returns once the condition holds; fails when it does not within 30 s. */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited in vain until " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
