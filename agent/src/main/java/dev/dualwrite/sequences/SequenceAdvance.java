package dev.dualwrite.sequences;

import java.util.List;

/** What was set, and what a look afterwards still found. */
public final class SequenceAdvance {
  private final List<String> set;
  private final List<SequenceGap> gaps;

  SequenceAdvance(List<String> set, List<SequenceGap> gaps) {
    this.set = List.copyOf(set);
    this.gaps = List.copyOf(gaps);
  }

  /**
   * Returns a sentence for each that was set: its name, what it would have given, what it gives.
   */
  public List<String> set() {
    return set;
  }

  /** Returns what is left; empty when no key that the coming primary makes can collide. */
  public List<SequenceGap> gaps() {
    return gaps;
  }
}
