package dev.dualwrite.divergence;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A line that is to be written, and that its author may wait for. */
final class PendingLine {
  private final byte[] bytes;
  private final CountDownLatch handled = new CountDownLatch(1);

  PendingLine(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The line in UTF-8, with its line end. */
  byte[] bytes() {
    return bytes;
  }

  /** Ends the wait of the author, as the line was written or writing it has failed. */
  void handled() {
    handled.countDown();
  }

  /**
   * Waits until it was handled; false if it was not in time. An interrupt does not end the wait,
   * which is short, and is kept for the caller.
   */
  boolean await(long nanos) {
    long deadline = System.nanoTime() + nanos;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return handled.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException again) {
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
