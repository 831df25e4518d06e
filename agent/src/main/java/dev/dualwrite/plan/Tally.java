package dev.dualwrite.plan;

/** Counts the executions of one text; kept with its plan, so that a count costs no look-up. */
@FunctionalInterface
public interface Tally {
  /** The text is executed once more. */
  void count();
}
