package dev.dualwrite.mirror;

import java.time.Duration;

/** The bounds of mirroring. */
public final class MirrorLimits {
  private final Duration timeout;
  private final int maxKeys;

  /**
   * Sets the bounds.
   *
   * @param timeout the longest time that a commit waits for its mirrored half
   * @param maxKeys the most keys that a transaction remembers
   */
  public MirrorLimits(Duration timeout, int maxKeys) {
    this.timeout = timeout;
    this.maxKeys = maxKeys;
  }

  Duration timeout() {
    return timeout;
  }

  int maxKeys() {
    return maxKeys;
  }
}
