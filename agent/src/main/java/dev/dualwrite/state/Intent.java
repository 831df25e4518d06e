package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** What a transaction is about to commit. It is ended once, by {@code close} or {@code owe}. */
public final class Intent {
  private final long id;
  private final StoredIntent content;
  private final Intents intents;
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Whether the writer was given it, so that its end has to be told, too. */
  private volatile boolean handedOver;

  private volatile boolean durable;
  private volatile Thread waiter;

  Intent(long id, StoredIntent content, Intents intents) {
    this.id = id;
    this.content = content;
    this.intents = intents;
  }

  /**
   * Waits until a crash from now on would put the keys into the queue; one thread at a time. An
   * interrupt doesn't end the wait and is kept.
   *
   * @param nanos the longest wait in nanoseconds
   * @return false when it isn't durable in time, or at once when the store is known to be broken
   */
  public boolean awaitDurable(long nanos) {
    if (durable) {
      return true;
    }
    long deadline = System.nanoTime() + nanos;
    boolean interrupted = false;
    waiter = Thread.currentThread();
    long left;
    while (!durable
        && handedOver
        && intents.keepUp()
        && (left = deadline - System.nanoTime()) > 0) {
      LockSupport.parkNanos(this, left);
      interrupted |= Thread.interrupted();
    }
    waiter = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return durable;
  }

  /** Both sides have committed, or neither has: nothing is owed. Doesn't wait. */
  public void close() {
    if (ended.compareAndSet(false, true)) {
      intents.closed(this);
    }
  }

  /** The sides may differ: the keys move to the queue, the tables to the unverified ones. */
  public void owe(Owed owed) {
    if (ended.compareAndSet(false, true)) {
      intents.owed(this, owed);
    }
  }

  long id() {
    return id;
  }

  List<Key> keys() {
    return content.keys();
  }

  Set<TableName> wholeTables() {
    return content.wholeTables();
  }

  StoredIntent content() {
    return content;
  }

  boolean isHandedOver() {
    return handedOver;
  }

  /** Set before it is asked whether the intent has ended: the end asks the other way round. */
  void handOver() {
    handedOver = true;
  }

  boolean hasEnded() {
    return ended.get();
  }

  boolean isAwaited() {
    return waiter != null;
  }

  /** Tells the thread that waits that the intent is durable, or that it should look again. */
  void committed(boolean isDurable) {
    durable |= isDurable;
    LockSupport.unpark(waiter);
  }
}
