package dev.dualwrite.reconcile;

import java.util.List;

/** How draining goes, at one moment. */
public final class DrainStatus {

  /** What the drain is doing. */
  public enum Activity {
    /** Nothing is due. */
    IDLE,
    /** Keys are being reconciled. */
    DRAINING,
    /** The gate is shut: the secondary is known to be down. */
    SHUT,
    /** A database failed as a whole, and is asked again later. */
    PAUSED,
    /** Another drain has the queue. */
    STANDING_BY,
    /** It was closed. */
    ENDED
  }

  private final Activity activity;
  private final double keysPerSecond;
  private final List<DrainError> lastErrors;

  DrainStatus(Activity activity, double keysPerSecond, List<DrainError> lastErrors) {
    this.activity = activity;
    this.keysPerSecond = keysPerSecond;
    this.lastErrors = List.copyOf(lastErrors);
  }

  /** Returns what the drain is doing. */
  public Activity activity() {
    return activity;
  }

  /** Returns the keys a second that were found equal or made so, over the last ten seconds. */
  public double keysPerSecond() {
    return keysPerSecond;
  }

  /** Returns the last errors, the latest first, each but once a table and kind; at most five. */
  public List<DrainError> lastErrors() {
    return lastErrors;
  }
}
