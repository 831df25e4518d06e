package dev.dualwrite.mirror;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * How many rows of each table reached the secondary with their transaction, and how many didn't; a
 * row counts once a transaction, and rows that nobody can name count as one.
 *
 * <p>Tables beyond 1,000, as of an application that makes its own, are counted together.
 */
public final class TableCounts {
  private static final int MOST_TABLES = 1_000;
  private static final String OTHERS = "(others)";

  private final Map<String, Count> byTable = new ConcurrentHashMap<>();

  void mirrored(TouchedRows touched) {
    add(touched, Count::mirrored);
  }

  void failed(TouchedRows touched) {
    add(touched, Count::failed);
  }

  private void add(TouchedRows touched, Function<Count, LongAdder> outcome) {
    TableName table = null;
    LongAdder counter = null;
    for (Key key : touched.keys().keySet()) {
      // Neighbours are of one table most of the time.
      if (counter == null || !key.table().equals(table)) {
        table = key.table();
        counter = outcome.apply(count(table.toString()));
      }
      counter.increment();
    }
    for (String whole : touched.wholeTables().keySet()) {
      outcome.apply(count(whole.isEmpty() ? OTHERS : whole)).increment();
    }
  }

  private Count count(String table) {
    Count known = byTable.get(table);
    if (known != null) {
      return known;
    }
    return byTable.computeIfAbsent(
        byTable.size() < MOST_TABLES ? table : OTHERS, unseen -> new Count());
  }

  /** The figures by table's name. */
  public Map<String, Rows> rows() {
    Map<String, Rows> rows = new TreeMap<>();
    byTable.forEach(
        (table, count) -> rows.put(table, new Rows(count.mirrored().sum(), count.failed().sum())));
    return rows;
  }

  /** The rows of one table. */
  public static final class Rows {
    private final long mirrored;
    private final long failed;

    Rows(long mirrored, long failed) {
      this.mirrored = mirrored;
      this.failed = failed;
    }

    /** The rows that reached the secondary with their transaction. */
    public long mirrored() {
      return mirrored;
    }

    /** The rows that didn't. */
    public long failed() {
      return failed;
    }
  }

  private static final class Count {
    private final LongAdder mirrored = new LongAdder();
    private final LongAdder failed = new LongAdder();

    LongAdder mirrored() {
      return mirrored;
    }

    LongAdder failed() {
      return failed;
    }
  }
}
