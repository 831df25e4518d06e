package dev.dualwrite.transition;

import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.Database;

/** The two databases, as the agent's own connections reach them. */
@FunctionalInterface
public interface Databases {

  /**
   * Returns the database of a side.
   *
   * @throws IllegalStateException when none is configured
   */
  Database of(Side side);
}
