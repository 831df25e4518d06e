package dev.dualwrite.verify;

import java.time.Duration;

/** How a verification is to be done. */
public final class VerifyOptions {
  private final Strategy strategy;
  private final Duration longestCommit;
  private final int sampleRows;
  private final int segmentRows;

  private VerifyOptions(
      Strategy strategy, Duration longestCommit, int sampleRows, int segmentRows) {
    this.strategy = strategy;
    this.longestCommit = longestCommit;
    this.sampleRows = sampleRows;
    this.segmentRows = segmentRows;
  }

  /**
   * Returns the options.
   *
   * @param longestCommit the longest time that passes between the commits of a transaction on the
   *     two sides, in any process
   * @param sampleRows the most rows of a table that a sample has
   */
  public static VerifyOptions of(Strategy strategy, Duration longestCommit, int sampleRows) {
    return new VerifyOptions(strategy, longestCommit, sampleRows, SegmentScan.SEGMENT_ROWS);
  }

  /** Returns these options with smaller segments, for tests. */
  VerifyOptions withSegments(int rows) {
    return new VerifyOptions(strategy, longestCommit, sampleRows, rows);
  }

  Strategy strategy() {
    return strategy;
  }

  Duration longestCommit() {
    return longestCommit;
  }

  int sampleRows() {
    return sampleRows;
  }

  int segmentRows() {
    return segmentRows;
  }
}
