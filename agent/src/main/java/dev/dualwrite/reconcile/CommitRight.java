package dev.dualwrite.reconcile;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Decides between the thread that is about to commit on the secondary and the one that gives the
 * primary's locks up: whoever comes first has its way.
 */
public final class CommitRight {
  private enum State {
    OPEN,
    COMMITTING,
    GIVEN_UP
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  /** Tells whether the commit may be sent, since the locks are held until it is answered. */
  public boolean take() {
    return state.compareAndSet(State.OPEN, State.COMMITTING);
  }

  /** Forbids a commit that wasn't sent yet; false when it was. */
  public boolean withdraw() {
    return state.compareAndSet(State.OPEN, State.GIVEN_UP) || state.get() == State.GIVEN_UP;
  }
}
