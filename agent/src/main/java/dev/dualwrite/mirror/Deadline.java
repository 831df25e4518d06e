package dev.dualwrite.mirror;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The moment until which the application waits for its mirrored half, whatever it is made of. */
final class Deadline {
  private final long nanoTime;

  private Deadline(long nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** What is left until then, or nothing. */
  long remainingNanos() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  static Deadline in(Duration wait) {
    return new Deadline(System.nanoTime() + wait.toNanos());
  }

  /**
   * Waits for a result. An interrupt of the application's thread is kept for the application, which
   * didn't ask for this wait.
   *
   * @throws TimeoutException when it isn't there in time
   * @throws ExecutionException with what it failed of
   */
  <T> T await(CompletableFuture<T> result) throws TimeoutException, ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get(remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
