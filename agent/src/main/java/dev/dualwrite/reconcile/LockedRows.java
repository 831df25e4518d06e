package dev.dualwrite.reconcile;

import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.LockMode;
import dev.dualwrite.rows.ReadResult;
import dev.dualwrite.rows.RowImage;
import dev.dualwrite.rows.RowReader;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of some keys, read and locked on the primary; of large rows only so many that they fit
 * into the heap.
 */
final class LockedRows {
  private static final long MOST_BYTES = 4L << 20;

  /** Characters or bytes from which on a column may make a row a large one. */
  private static final long LARGE = 10_000;

  private static final int FIRST_LARGE_ROWS = 4;
  private static final int LARGE_ROWS = 16;

  private final List<RowImage> present = new ArrayList<>();
  private final List<Key> absent = new ArrayList<>();
  private final List<Key> skipped = new ArrayList<>();
  private final List<Key> left = new ArrayList<>();
  private long bytes;

  private LockedRows() {}

  static LockedRows read(
      RowReader reader,
      Connection connection,
      TableDescription table,
      List<Key> keys,
      LockMode lock)
      throws SQLException {
    LockedRows rows = new LockedRows();
    boolean large = table.columns().stream().anyMatch(column -> column.size() >= LARGE);
    int most = large ? FIRST_LARGE_ROWS : keys.size();
    int from = 0;
    while (from < keys.size() && rows.bytes < MOST_BYTES) {
      int to = Math.min(from + most, keys.size());
      rows.add(reader.read(connection, table, keys.subList(from, to), lock));
      from = to;
      most = large ? LARGE_ROWS : most;
    }
    rows.left.addAll(keys.subList(from, keys.size()));
    return rows;
  }

  private void add(ReadResult piece) {
    present.addAll(piece.present());
    absent.addAll(piece.absent());
    skipped.addAll(piece.skipped());
    piece.present().forEach(row -> bytes += row.bytes());
  }

  List<RowImage> present() {
    return present;
  }

  List<Key> absent() {
    return absent;
  }

  List<Key> skipped() {
    return skipped;
  }

  /** The keys that weren't read since the rows before them are large. */
  List<Key> left() {
    return left;
  }

  boolean isEmpty() {
    return present.isEmpty() && absent.isEmpty();
  }
}
