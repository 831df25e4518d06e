package dev.dualwrite.verify;

import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.KeyRange;
import dev.dualwrite.schema.Column;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Compares the sums of hashes over ranges of keys, and reads rows only where they differ.
 *
 * <p>No order of keys is relied on. The ranges are made of the keys of one side, which they
 * partition; on the other, whatever its order, each row is in one of them at least, since they go
 * from one open end to the other. So where all sums are equal each row of one side has its equal on
 * the other. Two different orders cost time alone.
 */
final class SegmentScan {
  static final int SEGMENT_ROWS = 50_000;
  private static final int PARTS = 16;
  private static final int MOST_DEPTH = 10;
  private static final int READABLE_ROWS = 4_000;

  /** Of rows that may be large. */
  private static final int READABLE_LARGE_ROWS = 400;

  private static final long LARGE = 10_000;

  /** Before so many rows nothing is said of how useful the sums are. */
  private static final int FEWEST_ROWS = 4 * SEGMENT_ROWS;

  private final TablePair pair;
  private final SegmentReader primary;
  private final SegmentReader secondary;
  private final Doubts doubts;
  private final Tally tally;
  private final Executor threads;
  private final Progress.OfTable progress;
  private final RowComparison comparison;
  private final int readableRows;
  private final int segmentRows;
  private long rowsRead;

  SegmentScan(
      TablePair pair,
      SegmentReader primary,
      SegmentReader secondary,
      Doubts doubts,
      Tally tally,
      Executor threads,
      Progress.OfTable progress,
      int segmentRows) {
    this.pair = pair;
    this.primary = primary;
    this.secondary = secondary;
    this.doubts = doubts;
    this.tally = tally;
    this.threads = threads;
    this.progress = progress;
    this.comparison = new RowComparison(pair);
    boolean large =
        pair.primary().columns().stream().mapToLong(Column::size).anyMatch(size -> size >= LARGE);
    this.readableRows = Math.min(segmentRows, large ? READABLE_LARGE_ROWS : READABLE_ROWS);
    this.segmentRows = segmentRows;
  }

  /**
   * Compares all ranges.
   *
   * @return false when so many of them differ that it is better to read the tables as a whole
   */
  boolean run() throws SQLException {
    Key after = null;
    boolean more = true;
    while (more) {
      KeyRange rest = KeyRange.between(after, null);
      Optional<Key> upTo = primary.keyAfter(rest, segmentRows - 1);
      KeyRange range = KeyRange.between(after, upTo.orElse(null));
      Sums mine = compare(range, 0);
      if (mine == null || isUseless()) {
        return false;
      }
      tally.checked(mine.rows());
      progress.at(tally.checked());
      after = upTo.orElse(null);
      more = upTo.isPresent();
    }
    return true;
  }

  private boolean isUseless() {
    return tally.checked() >= FEWEST_ROWS && rowsRead > tally.checked();
  }

  /** Returns the primary's sums; null when the ranges don't become smaller. */
  private Sums compare(KeyRange range, int depth) throws SQLException {
    CompletableFuture<Sums> theirs = inBackground(() -> secondary.sums(range));
    Sums mine = primary.sums(range);
    Sums others = join(theirs);
    if (depth == 0) {
      tally.addRows(mine.rows(), others.rows());
    }
    if (mine.provesEqualTo(others)) {
      return mine;
    }
    long most = Math.max(mine.rows(), others.rows());
    if (most <= readableRows) {
      read(range);
      return mine;
    }
    SegmentReader larger = mine.rows() >= others.rows() ? primary : secondary;
    return depth < MOST_DEPTH && split(range, larger, most, depth) ? mine : null;
  }

  private boolean split(KeyRange range, SegmentReader larger, long rows, int depth)
      throws SQLException {
    long part = Math.max(readableRows / 2, rows / PARTS + 1);
    Key after = range.after().orElse(null);
    Optional<Key> upTo;
    do {
      KeyRange rest = KeyRange.between(after, range.upTo().orElse(null));
      upTo = larger.keyAfter(rest, part - 1);
      Key end = upTo.or(range::upTo).orElse(null);
      if (compare(KeyRange.between(after, end), depth + 1) == null) {
        return false;
      }
      after = end;
    } while (upTo.isPresent());
    return true;
  }

  private void read(KeyRange range) throws SQLException {
    CompletableFuture<Map<Key, Row>> theirs = inBackground(() -> secondary.rows(range));
    Map<Key, Row> mine = primary.rows(range);
    Map<Key, Row> others = join(theirs);
    rowsRead += mine.size();
    for (Row row : mine.values()) {
      Row other = others.remove(row.key());
      if (other == null || !comparison.equal(row, other)) {
        doubts.add(row.key());
      }
    }
    for (Key extra : others.keySet()) {
      doubts.add(extra);
    }
  }

  /** What the secondary is asked while the primary is. */
  private interface Question<T> {
    T ask() throws SQLException;
  }

  private <T> CompletableFuture<T> inBackground(Question<T> question) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return question.ask();
          } catch (SQLException failure) {
            throw new CompletionException(failure);
          }
        },
        threads);
  }

  private static <T> T join(CompletableFuture<T> answer) throws SQLException {
    try {
      return answer.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof SQLException) {
        throw (SQLException) failure.getCause();
      }
      throw failure;
    }
  }

  @Override
  public String toString() {
    return "segments of " + pair.primary() + " and " + pair.secondary();
  }
}
