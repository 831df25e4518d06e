package dev.dualwrite.plan;

/** How a write reaches the secondary. */
public enum Strategy {
  /** There is nothing to mirror: the text changes no rows. */
  NONE("none"),
  /** The same statement with the same bind values runs on the twin. */
  STATEMENT("statement"),
  /** The rows of the touched keys are read on the primary and put on the twin. */
  ROWS("rows"),
  /** The write can't be mirrored, and is recorded as a divergence. */
  UNMIRRORED("unmirrored");

  private final String label;

  Strategy(String label) {
    this.label = label;
  }

  /** Returns the word that logs and reports use. */
  public String label() {
    return label;
  }
}
