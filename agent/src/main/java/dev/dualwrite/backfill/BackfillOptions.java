package dev.dualwrite.backfill;

import java.time.Duration;
import java.util.OptionalLong;

/** How hard a backfill works. */
public final class BackfillOptions {
  private static final Duration LEAST_HOLD = Duration.ofSeconds(2);

  private final Duration chunk;
  private final int parallel;
  private final OptionalLong rate;
  private final Duration longestCommit;

  /**
   * Creates the options.
   *
   * @param chunk how long reading and writing a chunk is to take, while its rows are locked
   * @param parallel how many chunks are copied at a time
   * @param rate the most rows a second; empty for no limit
   * @param longestCommit the longest time that passes between the commits of a transaction on the
   *     two sides, in any process
   */
  public BackfillOptions(Duration chunk, int parallel, OptionalLong rate, Duration longestCommit) {
    this.chunk = chunk;
    this.parallel = parallel;
    this.rate = rate;
    this.longestCommit = longestCommit;
  }

  Duration chunk() {
    return chunk;
  }

  /** The longest that rows stay locked on the primary, whatever the secondary does. */
  Duration holdBound() {
    Duration several = chunk.multipliedBy(4);
    return several.compareTo(LEAST_HOLD) > 0 ? several : LEAST_HOLD;
  }

  int parallel() {
    return parallel;
  }

  OptionalLong rate() {
    return rate;
  }

  Duration longestCommit() {
    return longestCommit;
  }
}
