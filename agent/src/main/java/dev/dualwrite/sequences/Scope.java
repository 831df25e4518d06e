package dev.dualwrite.sequences;

import dev.dualwrite.dialect.Counter;
import dev.dualwrite.phase.Side;
import java.util.Optional;
import java.util.function.Predicate;

/** Which counters count: those of tables that take part, by what old calls the tables. */
final class Scope {
  private final Side comingSide;
  private final String oldHome;
  private final Predicate<String> included;

  /**
   * Makes the scope.
   *
   * @param oldHome where old's connections look for unqualified names
   */
  Scope(Side comingSide, String oldHome, Predicate<String> included) {
    this.comingSide = comingSide;
    this.oldHome = oldHome;
    this.included = included;
  }

  /**
   * Tells it of a counter of the present primary and the coming one's, either of which may lack.
   */
  boolean includes(Optional<Counter> theirs, Optional<Counter> ours) {
    Optional<Counter> old = comingSide == Side.OLD ? ours : theirs;
    if (old.isPresent()) {
      return includes(old.get(), old.get().schema());
    }
    Counter onNew = (comingSide == Side.OLD ? theirs : ours).orElseThrow();
    return includes(onNew, onNew.atHome() ? oldHome : onNew.schema());
  }

  private boolean includes(Counter counter, String schema) {
    return counter.table().isEmpty() || included.test(schema + '.' + counter.table().get());
  }
}
