package dev.dualwrite.transition;

import dev.dualwrite.phase.Phase;
import java.util.Objects;

/** What somebody wants of the phase. */
public final class ChangeRequest {

  /** How far a change goes. */
  public enum Extent {
    /** Its gates are looked at, and nothing is changed. */
    GATES_ONLY,
    /** It is made if all its gates are open. */
    IF_OPEN,
    /** It is made whatever its gates say. */
    FORCED
  }

  private final Phase to;
  private final Extent extent;
  private final String origin;

  /**
   * Asks for a phase.
   *
   * @param origin who asks, for the history
   */
  public ChangeRequest(Phase to, Extent extent, String origin) {
    this.to = Objects.requireNonNull(to, "to");
    this.extent = Objects.requireNonNull(extent, "extent");
    this.origin = Objects.requireNonNull(origin, "origin");
  }

  /** The phase that is wanted. */
  public Phase to() {
    return to;
  }

  /** How far to go. */
  public Extent extent() {
    return extent;
  }

  /** Who asks. */
  public String origin() {
    return origin;
  }
}
