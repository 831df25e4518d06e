package dev.dualwrite.state;

/** What a transaction is about to commit. It is ended once, by {@code close} or {@code owe}. */
@SuppressWarnings("DoNotCallSuggester") // The bodies follow.
public final class Intent {

  Intent() {}

  /**
   * Waits until a crash from now on would put the keys into the queue; one thread at a time. An
   * interrupt doesn't end the wait and is kept.
   *
   * @param nanos the longest wait in nanoseconds
   * @return false when it isn't durable in time, or at once when the store is known to be broken
   */
  public boolean awaitDurable(long nanos) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Both sides have committed, or neither has: nothing is owed. Doesn't wait. */
  public void close() {
    throw new UnsupportedOperationException("not yet");
  }

  /** The sides may differ: the keys move to the queue, the tables to the unverified ones. */
  public void owe(Owed owed) {
    throw new UnsupportedOperationException("not yet");
  }
}
