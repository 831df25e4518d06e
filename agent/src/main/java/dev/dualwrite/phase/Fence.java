package dev.dualwrite.phase;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds transactions back that would begin, so that those under way can end and the phase can be
 * changed between them.
 *
 * <p>It comes down by itself when its time is over: no transaction waits for longer, whatever hangs
 * behind it. Then the phase can't be changed any more by this fence.
 */
public final class Fence implements AutoCloseable {
  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private final CurrentPhase current;
  private final long raised = System.nanoTime();
  private final long limitNanos;
  private final CountDownLatch down = new CountDownLatch(1);

  /** What follows is guarded by this. */
  private boolean decided;

  private OptionalLong firstWait = OptionalLong.empty();
  private OptionalLong lowered = OptionalLong.empty();

  Fence(CurrentPhase current, Duration atMost) {
    this.current = current;
    this.limitNanos = atMost.toNanos();
  }

  /** How long this one may still be up. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, limitNanos - (System.nanoTime() - raised)));
  }

  /** How long it has been up. */
  public Duration up() {
    return Duration.ofNanos(System.nanoTime() - raised);
  }

  /** The longest time that a transaction has waited here: that of the first. */
  public synchronized Duration longestWait() {
    // Not told by the one that waited, which may not have come round when this is asked.
    return firstWait.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(lowered.orElseGet(System::nanoTime) - firstWait.getAsLong());
  }

  /**
   * Waits until no transaction is under way.
   *
   * @param rest how much of the fence's time is to be left
   * @return those that still are when the rest of the time is over
   */
  public List<Passage> awaitNoneUnderWay(Duration rest) {
    List<Passage> underWay = current.underWay();
    while (!underWay.isEmpty() && left().compareTo(rest) > 0) {
      LockSupport.parkNanos(LOOK_NANOS);
      underWay = current.underWay();
    }
    return underWay;
  }

  /**
   * Keeps the fence up until it is closed, for the last step, which must not be overtaken.
   *
   * @return false when it has come down before
   */
  public synchronized boolean decide() {
    decided = down.getCount() > 0 && !left().isZero();
    return decided;
  }

  /**
   * Gives the transactions that wait here, and all that come later, another phase.
   *
   * @throws IllegalStateException when it was not decided
   */
  public synchronized void change(Phase next) {
    if (!decided || down.getCount() == 0) {
      throw new IllegalStateException("the fence has come down, so the phase can't be changed");
    }
    current.change(next);
  }

  /** Waits until the fence is down; takes the time that it may be up at most. */
  void awaitLowered() {
    begunToWait();
    boolean interrupted = false;
    while (down.getCount() > 0) {
      expire();
      try {
        if (down.await(Math.max(LOOK_NANOS, left().toNanos()), TimeUnit.NANOSECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        // The application's business, once its transaction has begun.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void expire() {
    if (!decided && left().isZero()) {
      close();
    }
  }

  private synchronized void begunToWait() {
    if (firstWait.isEmpty() && lowered.isEmpty()) {
      firstWait = OptionalLong.of(System.nanoTime());
    }
  }

  /** Lets all transactions go on. */
  @Override
  public synchronized void close() {
    if (lowered.isEmpty()) {
      lowered = OptionalLong.of(System.nanoTime());
    }
    current.lowered(this);
    down.countDown();
  }
}
