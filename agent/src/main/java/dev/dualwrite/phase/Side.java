package dev.dualwrite.phase;

/** One of the two databases; a side is never renamed by a phase. */
public enum Side {
  OLD("old"),
  NEW("new");

  private final String label;

  Side(String label) {
    this.label = label;
  }

  /** The word for this side in logs and on the command line. */
  public String label() {
    return label;
  }

  /** The opposite side. */
  public Side other() {
    switch (this) {
      case OLD:
        return NEW;
      case NEW:
        return OLD;
    }
    throw new AssertionError(this);
  }
}
