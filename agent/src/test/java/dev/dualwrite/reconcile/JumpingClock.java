package dev.dualwrite.reconcile;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still while a queue has a key due, and then jumps to when the next one is.
 */
final class JumpingClock extends Clock {
  private final Object lock = new Object();
  private MemoryQueue queue;
  private Instant now = Instant.EPOCH;

  /** Goes with that queue from now on. */
  void follow(MemoryQueue itsQueue) {
    synchronized (lock) {
      queue = itsQueue;
    }
  }

  @Override
  public Instant instant() {
    synchronized (lock) {
      if (queue != null) {
        queue.nextDue().filter(due -> due.isAfter(now)).ifPresent(due -> now = due);
      }
      return now;
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
