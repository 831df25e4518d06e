package dev.dualwrite.reconcile;

import dev.dualwrite.schema.TableName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many keys of a table are reconciled at a time: fewer after others were in the way, since a
 * conflict costs the whole batch. Of 1,000 tables; those that were longest without trouble start
 * anew.
 */
final class BatchSizes {
  static final int MOST = 100;
  private static final int MOST_TABLES = 1_000;

  private final Map<TableName, Integer> sizes =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TableName, Integer> eldest) {
          return size() > MOST_TABLES;
        }
      };

  int of(TableName table) {
    return sizes.getOrDefault(table, MOST);
  }

  void wentWell(TableName table) {
    int doubled = Math.min(MOST, 2 * of(table));
    if (doubled == MOST) {
      sizes.remove(table);
    } else {
      sizes.put(table, doubled);
    }
  }

  void conflicted(TableName table) {
    sizes.put(table, Math.max(1, of(table) / 2));
  }
}
