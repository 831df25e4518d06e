package dev.dualwrite.mirror;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many writes of each table reached the secondary with their transaction, and how many not. */
public final class TableCounters {
  /** Far above the tables of one application; what comes beyond is counted together. */
  private static final int MOST_TABLES = 10_000;

  private static final String OTHERS = "(others)";

  private final Map<String, LongAdder> mirrored = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();

  void mirrored(TouchedRows touched) {
    touched.tables().forEach((table, rows) -> add(mirrored, table, rows));
  }

  void failed(TouchedRows touched) {
    touched.tables().forEach((table, rows) -> add(failed, table, rows));
  }

  private static void add(Map<String, LongAdder> counters, String table, int rows) {
    LongAdder counter = counters.get(table);
    if (counter == null) {
      String name = counters.size() < MOST_TABLES ? table : OTHERS;
      counter = counters.computeIfAbsent(name, unseen -> new LongAdder());
    }
    counter.add(rows);
  }

  /** The rows mirrored inline since the start, by table; a row counts once a transaction. */
  public Map<String, Long> mirrored() {
    return sums(mirrored);
  }

  /** The rows whose mirroring failed since the start, by table. */
  public Map<String, Long> failed() {
    return sums(failed);
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counters) {
    Map<String, Long> sums = new TreeMap<>();
    counters.forEach((table, counter) -> sums.put(table, counter.sum()));
    return sums;
  }
}
