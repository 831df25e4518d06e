package dev.dualwrite.divergence;

/** What was done about a divergence as it was recorded. */
public enum DivergenceAction {
  /** It was recorded, and that is all. */
  LOGGED("logged"),
  /** Its keys were put on the retry queue. */
  QUEUED("queued"),
  /** The secondary was put right at once. */
  REPAIRED("repaired"),
  /** Retrying was given up. */
  PARKED("parked");

  private final String label;

  DivergenceAction(String label) {
    this.label = label;
  }

  /** The word for this action in the divergence log. */
  public String label() {
    return label;
  }
}
