package dev.dualwrite.mirror;

import dev.dualwrite.rows.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets writes of the same key take turns within this process, from before the primary's statement
 * until the secondary has committed it; for writes that are mirrored after the fact, where no row
 * lock of the primary keeps their order.
 */
public final class KeyOrder {
  private static final int STRIPES = 1024;

  private final Semaphore[] stripes = new Semaphore[STRIPES];

  /** Creates an order in which it is nobody's turn. */
  public KeyOrder() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Semaphore(1, true);
    }
  }

  /**
   * Waits until it is the turn of all these keys.
   *
   * @return the turn, to be ended by the caller; empty when it didn't come in time
   */
  public Optional<Turn> await(Collection<Key> keys, Duration atMost) {
    // Sorted, so that two writes of several keys never wait for each other.
    TreeSet<Integer> wanted = new TreeSet<>();
    keys.forEach(key -> wanted.add(Math.floorMod(key.hashCode(), STRIPES)));
    long deadline = System.nanoTime() + atMost.toNanos();
    Turn turn = new Turn();
    for (int stripe : wanted) {
      if (!acquire(stripes[stripe], deadline)) {
        turn.end();
        return Optional.empty();
      }
      turn.held.add(stripes[stripe]);
    }
    return Optional.of(turn);
  }

  private static boolean acquire(Semaphore stripe, long deadline) {
    try {
      return stripe.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The right to write some keys. */
  public static final class Turn {
    private final List<Semaphore> held = new ArrayList<>();

    private Turn() {}

    /** Lets the next write go on; may be called by any thread, once. */
    public void end() {
      held.forEach(Semaphore::release);
      held.clear();
    }
  }
}
