package dev.dualwrite.verify;

import dev.dualwrite.divergence.DivergenceKind;

/** How a row differs, as seen from the primary. */
public enum DifferenceKind {
  /** The secondary hasn't the row. */
  MISSING(DivergenceKind.ROW_MISSING),
  /** The secondary alone has the row. */
  EXTRA(DivergenceKind.ROW_EXTRA),
  /** Both have the row, with different values. */
  DIFFERS(DivergenceKind.ROW_DIFFERS);

  private final DivergenceKind divergence;

  DifferenceKind(DivergenceKind divergence) {
    this.divergence = divergence;
  }

  /** Returns the word for it in the divergence log and in results. */
  public String label() {
    return divergence.label();
  }

  DivergenceKind divergence() {
    return divergence;
  }
}
