package dev.dualwrite.verify;

import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.LockMode;
import dev.dualwrite.rows.ReadResult;
import dev.dualwrite.rows.RowImage;
import dev.dualwrite.rows.RowReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at keys on both sides while their rows are locked on the primary. Who writes a row commits
 * on the secondary first, so what is seen then differs only where nothing more is under way; but
 * absence can't be locked, and a queue may still hold the key.
 */
final class Look {
  private final TablePair pair;
  private final RowComparison comparison;
  private final RowReader primaryReader;
  private final RowReader secondaryReader;

  Look(TablePair pair, RowComparison comparison) {
    this.pair = pair;
    this.comparison = comparison;
    this.primaryReader = new RowReader(pair.primary().dialect());
    this.secondaryReader = new RowReader(pair.secondary().dialect());
  }

  /**
   * Looks at some keys; the primary's locks are gone when it returns.
   *
   * @param lock what is done about rows that others have locked
   */
  Map<Key, Sight> at(LookConnections connections, Collection<Key> keys, LockMode lock)
      throws SQLException {
    connections.openBoth();
    try {
      Connection primary = connections.primary();
      Rows mine = primaryRows(primary, keys, lock);
      Rows theirs =
          connections.askSecondary(
              secondary -> rows(pair.secondary(), secondaryReader, secondary, keys, LockMode.NONE));
      Set<Key> stillAbsent = stillAbsent(primary, mine.absent(keys), theirs);
      Map<Key, Sight> sights = new LinkedHashMap<>();
      for (Key key : keys) {
        sights.put(key, sight(key, mine, theirs, stillAbsent));
      }
      return sights;
    } finally {
      connections.rollBack();
    }
  }

  private Sight sight(Key key, Rows mine, Rows theirs, Set<Key> stillAbsent) {
    if (mine.skipped.contains(key)) {
      return Sight.locked();
    }
    Row primary = mine.found.get(key);
    Row secondary = theirs.found.get(key);
    if (primary == null && secondary == null) {
      return Sight.equal();
    }
    if (primary == null) {
      // A row that has come since is compared at the next look.
      return stillAbsent.contains(key)
          ? Sight.different(null, secondary, List.of())
          : Sight.locked();
    }
    if (secondary == null) {
      return Sight.different(primary, null, List.of());
    }
    List<Integer> differing = comparison.differing(primary, secondary);
    return differing.isEmpty() ? Sight.equal() : Sight.different(primary, secondary, differing);
  }

  private Rows primaryRows(Connection connection, Collection<Key> keys, LockMode lock)
      throws SQLException {
    return rows(pair.primary(), primaryReader, connection, keys, lock);
  }

  /** A row that is on the secondary alone may have been inserted between the two questions. */
  private Set<Key> stillAbsent(Connection primary, Collection<Key> absent, Rows theirs)
      throws SQLException {
    List<Key> extra = new ArrayList<>(absent);
    extra.removeIf(key -> !theirs.found.containsKey(key));
    return extra.isEmpty()
        ? Set.of()
        : new HashSet<>(primaryRows(primary, extra, LockMode.NONE).absent(extra));
  }

  /** The rows of one side. */
  private static final class Rows {
    private final Map<Key, Row> found = new HashMap<>();
    private final Set<Key> skipped = new HashSet<>();

    private List<Key> absent(Collection<Key> keys) {
      List<Key> absent = new ArrayList<>(keys);
      absent.removeIf(key -> found.containsKey(key) || skipped.contains(key));
      return absent;
    }
  }

  private static Rows rows(
      TableHalf half, RowReader reader, Connection connection, Collection<Key> keys, LockMode lock)
      throws SQLException {
    Rows rows = new Rows();
    ReadResult read = reader.read(connection, half.table(), keys, lock);
    Map<Key, Row> byOwnKey = new HashMap<>();
    for (RowImage image : read.present()) {
      Row row = half.row(image);
      byOwnKey.put(row.key(), row);
    }
    Set<Key> absent = new HashSet<>(read.absent());
    rows.skipped.addAll(read.skipped());
    for (Key key : keys) {
      Row row = byOwnKey.get(key);
      if (row != null) {
        rows.found.put(key, row);
      } else if (!absent.contains(key) && !rows.skipped.contains(key)) {
        spelledOtherwise(half, reader, connection, key, lock, rows);
      }
    }
    return rows;
  }

  /** To the database's collation the key is that of a row which spells it in another way. */
  private static void spelledOtherwise(
      TableHalf half, RowReader reader, Connection connection, Key key, LockMode lock, Rows rows)
      throws SQLException {
    ReadResult alone = reader.read(connection, half.table(), List.of(key), lock);
    if (!alone.skipped().isEmpty()) {
      rows.skipped.add(key);
    } else if (!alone.present().isEmpty()) {
      rows.found.put(key, half.row(alone.present().get(0)));
    }
  }
}
