package dev.dualwrite.backfill;

import java.util.List;

/** A backfill that was not begun: nothing was written. */
public final class BackfillRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> reasons;

  BackfillRefused(List<String> reasons) {
    super(String.join(" ", reasons));
    this.reasons = List.copyOf(reasons);
  }

  BackfillRefused(String reason) {
    this(List.of(reason));
  }

  /** Returns everything that stands against it, each with what to do, for people. */
  public List<String> reasons() {
    return reasons;
  }
}
