package dev.dualwrite.transition;

import java.util.List;

/**
 * What proves that authority may move: that both databases are equal, and that it may come back.
 */
@FunctionalInterface
public interface Proof {

  /** The conditions as they are now. */
  List<Gate> look(Move move);
}
