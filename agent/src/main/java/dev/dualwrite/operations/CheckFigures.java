package dev.dualwrite.operations;

/** What the check of written rows has come to since the start. */
public final class CheckFigures {
  private final long checked;
  private final long differing;
  private final long dropped;

  /**
   * Creates the figures.
   *
   * @param checked rows that were compared
   * @param differing those of them that certainly differed
   * @param dropped rows that were drawn, and given up before they could be compared
   */
  public CheckFigures(long checked, long differing, long dropped) {
    this.checked = checked;
    this.differing = differing;
    this.dropped = dropped;
  }

  /** The rows that were compared. */
  public long checked() {
    return checked;
  }

  /** Those of them that certainly differed. */
  public long differing() {
    return differing;
  }

  /** The rows that were drawn, and given up before they could be compared. */
  public long dropped() {
    return dropped;
  }

  /** The sums of two checks' figures. */
  CheckFigures plus(CheckFigures other) {
    return new CheckFigures(
        checked + other.checked, differing + other.differing, dropped + other.dropped);
  }
}
