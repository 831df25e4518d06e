package dev.dualwrite.mirror;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a transaction touched: the write that touched each key first, up to a bound. Beyond it, and
 * where keys aren't known, the tables are remembered, to be verified as a whole.
 */
final class TouchedRows {
  private final int maxKeys;
  private final Map<Key, Write> keys = new LinkedHashMap<>();
  private final Map<String, Write> wholeTables = new LinkedHashMap<>();

  TouchedRows(int maxKeys) {
    this.maxKeys = maxKeys;
  }

  void add(Write write) {
    if (write.keys().isEmpty() || keys.size() + write.keys().size() > maxKeys) {
      wholeTables.putIfAbsent(write.tableName(), write);
      return;
    }
    for (Key key : write.keys()) {
      keys.putIfAbsent(key, write);
    }
  }

  Map<Key, Write> keys() {
    return keys;
  }

  /**
   * The tables of which some touched rows aren't known, with the first write of which that is so.
   */
  Map<String, Write> wholeTables() {
    return wholeTables;
  }

  /** The names of these tables, as the database spells them where it knows them. */
  Set<TableName> unknownRowsOf() {
    Set<TableName> names = new LinkedHashSet<>();
    for (Write write : wholeTables.values()) {
      names.add(
          write
              .table()
              .map(TableDescription::name)
              .orElseGet(() -> TableName.of(write.tableName())));
    }
    return names;
  }

  boolean isEmpty() {
    return keys.isEmpty() && wholeTables.isEmpty();
  }

  /** The writes, in order, each once. */
  List<Write> writes() {
    Set<Write> writes = new LinkedHashSet<>(keys.values());
    writes.addAll(wholeTables.values());
    return new ArrayList<>(writes);
  }
}
