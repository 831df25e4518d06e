package dev.dualwrite.check;

import dev.dualwrite.mirror.CommittedKeys;
import dev.dualwrite.rows.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * Draws keys from those that were written, each with the same chance, and keeps them until they are
 * looked at: 1,000 at most; what is drawn beyond that is dropped and counted.
 *
 * <p>Who commits asks for one random number a transaction, which says how many keys to pass over
 * before the next one is drawn; it allocates nothing unless one is, and never waits.
 */
final class KeySample implements CommittedKeys {
  static final int MOST = 1_000;

  private final double logarithmOfMiss;
  private final Duration delay;
  private final DoubleSupplier random;
  private final Queue<WrittenKey> keys = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();

  /**
   * Creates an empty sample.
   *
   * @param percent of the written keys that are drawn, above 0
   * @param delay how long a key waits before it is given out
   */
  KeySample(double percent, Duration delay) {
    this(percent, delay, () -> ThreadLocalRandom.current().nextDouble());
  }

  KeySample(double percent, Duration delay, DoubleSupplier random) {
    this.logarithmOfMiss = Math.log1p(-percent / 100);
    this.delay = delay;
    this.random = random;
  }

  @Override
  public void committed(Set<Key> written) {
    int drawn = passedOver();
    if (drawn < written.size()) {
      draw(written, drawn);
    }
  }

  /** The keys before the next drawn one: geometrically distributed, so each has its chance. */
  private int passedOver() {
    // At 100 percent the divisor is infinite, and none is passed over.
    return (int) (Math.log(1 - random.getAsDouble()) / logarithmOfMiss);
  }

  private void draw(Set<Key> written, int first) {
    int left = first;
    for (Iterator<Key> each = written.iterator(); each.hasNext(); ) {
      Key key = each.next();
      if (left == 0) {
        add(key);
        left = passedOver();
      } else {
        left--;
      }
    }
  }

  /** Adds a key that is to be looked at whatever chance says. */
  void add(Key key) {
    add(WrittenKey.of(key, System.nanoTime(), delay));
  }

  /** Adds a key again that couldn't be looked at. */
  void addLater(WrittenKey key) {
    add(key.later(System.nanoTime(), delay));
  }

  private void add(WrittenKey key) {
    if (size.incrementAndGet() > MOST) {
      size.decrementAndGet();
      dropped.incrementAndGet();
    } else {
      keys.add(key);
    }
  }

  /** Returns the keys that have waited long enough, the first ones first; for one thread. */
  List<WrittenKey> due(int most) {
    List<WrittenKey> due = new ArrayList<>();
    long now = System.nanoTime();
    while (due.size() < most && keys.peek() != null && keys.peek().isDue(now)) {
      due.add(keys.poll());
      size.decrementAndGet();
    }
    return due;
  }

  /** Counts keys that are given up. */
  void drop(long more) {
    dropped.addAndGet(more);
  }

  /** Drops all that waits. */
  void dropAll() {
    while (keys.poll() != null) {
      size.decrementAndGet();
      dropped.incrementAndGet();
    }
  }

  long dropped() {
    return dropped.get();
  }
}
