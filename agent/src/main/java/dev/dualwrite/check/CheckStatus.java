package dev.dualwrite.check;

/** What a check has come to since the start. */
public final class CheckStatus {
  private final long checked;
  private final long differing;
  private final long dropped;

  CheckStatus(long checked, long differing, long dropped) {
    this.checked = checked;
    this.differing = differing;
    this.dropped = dropped;
  }

  /** Returns the rows that were looked at. */
  public long checked() {
    return checked;
  }

  /** Returns those of them that certainly differed. */
  public long differing() {
    return differing;
  }

  /** Returns the keys that were drawn, and given up before they could be compared. */
  public long dropped() {
    return dropped;
  }
}
