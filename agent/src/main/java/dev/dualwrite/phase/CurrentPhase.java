package dev.dualwrite.phase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The phase for transactions that begin now; one under way keeps that which it began with.
 *
 * <p>Owns the fence, and knows the passages of all sessions, so that a change can wait for those
 * that are under way.
 */
public final class CurrentPhase {
  private final Set<Passage> passages =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private volatile Phase phase;
  private volatile Optional<Fence> fence = Optional.empty();

  /** Starts in a phase. */
  public CurrentPhase(Phase phase) {
    this.phase = phase;
  }

  /** The phase for transactions that begin now. */
  public Phase now() {
    return phase;
  }

  /** Lets transactions that begin from now on have another phase. */
  public void change(Phase newPhase) {
    phase = newPhase;
  }

  /** Returns a new session's way into its transactions; kept as long as the session keeps it. */
  public Passage passage() {
    Passage passage = new Passage(this);
    passages.add(passage);
    return passage;
  }

  /**
   * Holds back all transactions that begin from now on.
   *
   * @param atMost how long, whatever becomes of the one who raised it
   * @throws IllegalStateException when a fence is up already
   */
  public synchronized Fence raise(Duration atMost) {
    if (fence.isPresent()) {
      throw new IllegalStateException("another fence is up");
    }
    Fence raised = new Fence(this, atMost);
    fence = Optional.of(raised);
    return raised;
  }

  synchronized void lowered(Fence lowered) {
    if (fence.filter(up -> up == lowered).isPresent()) {
      fence = Optional.empty();
    }
  }

  Optional<Fence> fence() {
    return fence;
  }

  /** The transactions under way now. */
  public List<Passage> underWay() {
    List<Passage> underWay = new ArrayList<>();
    synchronized (passages) {
      for (Passage passage : passages) {
        if (passage.isInside()) {
          underWay.add(passage);
        }
      }
    }
    return underWay;
  }

  /** Whether a thread has another transaction under way than that of a passage. */
  boolean hasAnother(Thread thread, Passage passage) {
    synchronized (passages) {
      return passages.stream().anyMatch(each -> each != passage && each.isOf(thread));
    }
  }
}
