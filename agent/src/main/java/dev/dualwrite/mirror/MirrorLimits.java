package dev.dualwrite.mirror;

import dev.dualwrite.config.Settings;
import java.time.Duration;

/** The bounds of mirroring. */
public final class MirrorLimits {
  /** Even where mirroring is given less time, the host's own commit may take as long. */
  private static final Duration SHORTEST_LONGEST_COMMIT = Duration.ofSeconds(1);

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

  /** Returns the bounds of a configuration. */
  public static MirrorLimits of(Settings settings) {
    return new MirrorLimits(settings.mirrorTimeout(), settings.transactionMaxKeys());
  }

  /**
   * The longest time that is expected between a twin's commit and its host's: others that look at a
   * row of the transaction wait for so long before they trust that it isn't there.
   */
  public Duration longestCommit() {
    Duration twice = timeout.multipliedBy(2);
    return twice.compareTo(SHORTEST_LONGEST_COMMIT) < 0 ? SHORTEST_LONGEST_COMMIT : twice;
  }

  Duration timeout() {
    return timeout;
  }

  int maxKeys() {
    return maxKeys;
  }
}
