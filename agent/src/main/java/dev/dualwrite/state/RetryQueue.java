package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that are to be reconciled, each once. Nothing here throws because of the disk; what a
 * broken disk doesn't take is kept in memory, up to a bound, and beyond it told and left to a
 * verification of the table.
 */
public interface RetryQueue {

  /**
   * Puts keys into the queue, due at once. A key that is there already stays once: {@link
   * Owed#UNKNOWN} wins, its looks begin again, and an answer to an earlier {@code due} no longer
   * removes it. Doesn't wait for the disk.
   */
  void add(Collection<Key> keys, Owed owed);

  /**
   * Returns keys of one table that are due, those that are longest due first. Keys that are parked
   * or have an open intent of this process are left out; tables take turns. They stay in the queue
   * until they are answered by one of the methods below.
   */
  List<QueuedKey> due(int most, Instant now);

  /** Both sides are equal for good: the key leaves the queue, unless it was asked for again. */
  void done(QueuedKey key);

  /** Both sides are equal at this look; the key is kept for another one. */
  void settled(QueuedKey key, Instant nextLook);

  /** The row was locked by others: it is tried again, and no attempt is counted. */
  void postponed(QueuedKey key, Instant notBefore);

  /** Reconciling failed: an attempt is counted. */
  void failed(QueuedKey key, Instant notBefore, String error);

  /** Reconciling failed too often: the key stays where it is until {@code unpark}. */
  void park(QueuedKey key, String error);

  /** Makes all parked keys due and returns how many those are. */
  int unpark();

  /** Makes all that waits for its time due now; what is parked stays parked. */
  void hurry();

  /** Returns when the next key is due, which may be past; empty when none waits. */
  Optional<Instant> nextDue();

  /**
   * Waits until keys may have become due by other means than time: they were added, unparked, or
   * their intents have ended. A change since the last call counts, too.
   *
   * @return false when the time was over before
   */
  boolean awaitChange(Duration atMost) throws InterruptedException;

  /**
   * Returns those of the keys on which the databases may differ: that are queued or parked. Where
   * the store doesn't answer, these are all.
   */
  Set<Key> owed(Collection<Key> keys);

  /** Returns the figures, without reading the store. */
  QueueFigures figures();

  /** Returns parked keys, at most so many. */
  List<QueuedKey> parked(int most);

  /** Makes the caller the one that drains; false when another one is. */
  boolean claim(Object drainer);

  /** Ends the claim of this drainer, if it has it. */
  void release(Object drainer);
}
