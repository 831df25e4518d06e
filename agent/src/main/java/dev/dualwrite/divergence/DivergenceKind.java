package dev.dualwrite.divergence;

/** What kind of difference, or of write that was not mirrored, was observed. */
public enum DivergenceKind {
  /** A mirrored write failed. */
  WRITE_FAILED("write-failed"),
  /** A mirrored write was not done in time. */
  WRITE_TIMEOUT("write-timeout"),
  /** The two sides touched different numbers of rows. */
  UPDATE_COUNT("update-count"),
  /** The two sides generated different keys. */
  GENERATED_KEY("generated-key"),
  /** A row of the primary is not on the secondary. */
  ROW_MISSING("row-missing"),
  /** A row of the secondary is not on the primary. */
  ROW_EXTRA("row-extra"),
  /** A row is on both sides, with different values. */
  ROW_DIFFERS("row-differs"),
  /** A read gave different results. */
  READ_DIFFERS("read-differs"),
  /** A write was, by its nature or by configuration, not mirrored. */
  UNMIRRORED("unmirrored"),
  /** Nobody knows whether a commit took effect. */
  IN_DOUBT("in-doubt"),
  /** An earlier divergence is no more. */
  RESOLVED("resolved");

  private final String label;

  DivergenceKind(String label) {
    this.label = label;
  }

  /** The word for this kind in the divergence log. */
  public String label() {
    return label;
  }
}
