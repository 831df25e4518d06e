package dev.dualwrite.transition;

import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.util.Objects;

/** A change from one phase to another, and what it means for the two databases. */
public final class Move {
  private final Phase from;
  private final Phase to;

  /** The change between two phases. */
  public Move(Phase from, Phase to) {
    this.from = Objects.requireNonNull(from, "from");
    this.to = Objects.requireNonNull(to, "to");
  }

  /** The phase before. */
  public Phase from() {
    return from;
  }

  /** The phase after. */
  public Phase to() {
    return to;
  }

  /** Whether another database becomes the primary. */
  public boolean movesAuthority() {
    return from.primary() != to.primary();
  }

  /** The database that is the primary afterwards. */
  public Side comingPrimary() {
    return to.primary();
  }

  /**
   * Whether the coming primary may be complete: every write since the last verification was
   * mirrored to it, or is queued.
   */
  public boolean keepsBothComplete() {
    return from.retries();
  }

  /** Whether the other database is followed afterwards, so that authority may come back. */
  public boolean keepsTheWayBack() {
    return to.retries();
  }

  @Override
  public String toString() {
    return from + " to " + to;
  }
}
