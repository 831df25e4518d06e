package dev.dualwrite.capture;

import dev.dualwrite.mirror.Write;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;

/** The update counts of an execution, one a step. */
final class UpdateCounts {
  private final long[] counts;

  private UpdateCounts(long[] counts) {
    this.counts = counts;
  }

  /**
   * Reads the counts from what the call returned.
   *
   * @throws SQLException the driver's
   */
  static UpdateCounts of(Object result, Statement statement) throws SQLException {
    if (result instanceof int[]) {
      return new UpdateCounts(Arrays.stream((int[]) result).asLongStream().toArray());
    }
    if (result instanceof long[]) {
      return new UpdateCounts(((long[]) result).clone());
    }
    if (result instanceof Integer || result instanceof Long) {
      return single(((Number) result).longValue());
    }
    return single(Boolean.FALSE.equals(result) ? statement.getUpdateCount() : Write.UNKNOWN_COUNT);
  }

  /** The counts of a batch that failed half-way, where the driver tells how far it came. */
  static Optional<UpdateCounts> of(BatchUpdateException failure) {
    return Optional.ofNullable(failure.getLargeUpdateCounts()).map(UpdateCounts::new);
  }

  static UpdateCounts single(long count) {
    return new UpdateCounts(new long[] {count});
  }

  /** The rows that a step touched, {@link Write#UNKNOWN_COUNT} when the driver doesn't say. */
  long count(int step) {
    return step < counts.length && counts[step] >= 0 ? counts[step] : Write.UNKNOWN_COUNT;
  }

  /** Whether a step of a batch that failed half-way was done. */
  boolean done(int step) {
    return step < counts.length && counts[step] != Statement.EXECUTE_FAILED;
  }
}
