package dev.dualwrite.operations;

import java.util.Optional;

/** How far the other database is behind: the queue in figures. */
public final class Lag {
  private static final Lag NONE = new Lag(0, 0, 0, Optional.empty(), 0);

  private final long queued;
  private final long rechecks;
  private final long parked;
  private final Optional<Long> oldestQueuedSeconds;
  private final double drainedPerSecond;

  /**
   * Creates the figures.
   *
   * @param queued keys that wait to be reconciled
   * @param rechecks keys that were equal, and are looked at once more
   * @param parked keys that were given up after repeated failures
   * @param oldestQueuedSeconds how long the oldest queued key has waited, in seconds
   * @param drainedPerSecond keys that were reconciled lately, a second
   */
  public Lag(
      long queued,
      long rechecks,
      long parked,
      Optional<Long> oldestQueuedSeconds,
      double drainedPerSecond) {
    this.queued = queued;
    this.rechecks = rechecks;
    this.parked = parked;
    this.oldestQueuedSeconds = oldestQueuedSeconds;
    this.drainedPerSecond = drainedPerSecond;
  }

  /** Nothing is queued. */
  public static Lag none() {
    return NONE;
  }

  /** The keys that wait to be reconciled. */
  public long queued() {
    return queued;
  }

  /** The keys that were equal, and are looked at once more. */
  public long rechecks() {
    return rechecks;
  }

  /** The keys that were given up after repeated failures. */
  public long parked() {
    return parked;
  }

  /** How long the oldest queued key has waited, in seconds. */
  public Optional<Long> oldestQueuedSeconds() {
    return oldestQueuedSeconds;
  }

  /** The keys that were reconciled lately, a second. */
  public double drainedPerSecond() {
    return drainedPerSecond;
  }
}
