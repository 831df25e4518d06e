package dev.dualwrite.transition;

import java.time.Duration;

/** How long a change of the phase has held the application's transactions back. */
public final class Pause {
  /** A change that held nothing back. */
  static final Pause NONE = new Pause(Duration.ZERO, Duration.ZERO);

  private static final double NANOS_PER_MILLI = 1e6;

  private final Duration fence;
  private final Duration longestWait;

  Pause(Duration fence, Duration longestWait) {
    this.fence = fence;
    this.longestWait = longestWait;
  }

  /** From the raising of the fence to its end, in milliseconds with two decimals. */
  public double millis() {
    return rounded(fence);
  }

  /** The longest that a transaction waited to begin, in milliseconds with two decimals. */
  public double longestWaitMillis() {
    return rounded(longestWait);
  }

  private static double rounded(Duration time) {
    return Math.round(time.toNanos() / NANOS_PER_MILLI * 100) / 100.0;
  }
}
