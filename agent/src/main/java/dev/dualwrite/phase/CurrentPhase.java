package dev.dualwrite.phase;

/** The phase for transactions that begin now; one under way keeps that which it began with. */
public final class CurrentPhase {
  private volatile Phase phase;

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
}
