package dev.dualwrite.phase;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One session's way into its transactions, of which one at most is under way.
 *
 * <p>Entered and left by the threads that use the session, one at a time; looked at by others.
 */
public final class Passage {
  private final CurrentPhase phase;

  /** The thread that began the transaction under way. */
  private final AtomicReference<Thread> inside = new AtomicReference<>();

  Passage(CurrentPhase phase) {
    this.phase = phase;
  }

  /**
   * Begins a transaction, unless one is under way: waits while a fence is up, but not in a thread
   * that has another transaction under way, which may be what the fence waits for.
   */
  public void enter() {
    if (inside.getPlain() != null) {
      return;
    }
    Thread thread = Thread.currentThread();
    // Written before the fence is read, and looked at after the fence is raised: of the two, one
    // sees the other.
    inside.set(thread);
    Optional<Fence> fence = phase.fence();
    while (fence.isPresent() && !phase.hasAnother(thread, this)) {
      inside.set(null);
      fence.get().awaitLowered();
      inside.set(thread);
      fence = phase.fence();
    }
  }

  /** The transaction has ended, or none has begun after all. */
  public void leave() {
    inside.setRelease(null);
  }

  boolean isInside() {
    return inside.get() != null;
  }

  boolean isOf(Thread thread) {
    return inside.get() == thread;
  }

  /** The name of the thread that began the transaction under way. */
  public Optional<String> threadName() {
    return Optional.ofNullable(inside.get()).map(Thread::getName);
  }
}
