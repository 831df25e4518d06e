package dev.dualwrite.divergence;

import java.util.List;

/** Where divergences are recorded. */
@FunctionalInterface
public interface DivergenceSink {

  /** Records one divergence; never throws. */
  void append(Divergence divergence);

  /** Records several divergences, such as one for each key of a transaction; never throws. */
  default void appendAll(List<Divergence> divergences) {
    divergences.forEach(this::append);
  }
}
