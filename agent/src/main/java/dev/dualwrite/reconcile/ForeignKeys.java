package dev.dualwrite.reconcile;

import dev.dualwrite.rows.ReferringRows;
import dev.dualwrite.schema.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The secondary's foreign keys, remembered for ten minutes. Used by one thread at a time. */
final class ForeignKeys {

  /** A foreign key that changes or deletes the referring rows when a row is deleted. */
  static final class Acting {
    private final TableName child;
    private final boolean deletes;
    private final List<String> columns = new ArrayList<>();
    private final List<String> referred = new ArrayList<>();

    private Acting(TableName child, boolean deletes) {
      this.child = child;
      this.deletes = deletes;
    }

    TableName child() {
      return child;
    }

    /** Whether it deletes the referring rows, so that it goes on with those that refer to them. */
    boolean deletes() {
      return deletes;
    }

    List<String> columns() {
      return columns;
    }

    List<String> referred() {
      return referred;
    }
  }

  /** The foreign keys of one table. */
  private static final class OfTable {
    private final Set<TableName> parents = new HashSet<>();
    private final List<Acting> acting = new ArrayList<>();
    private final long readAt = System.nanoTime();
  }

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int MOST_TABLES = 2_000;

  private final Map<TableName, OfTable> known = new HashMap<>();

  /**
   * Makes known what acts when rows of a table are deleted, and further on; tells whether anything
   * does. Ends the session's transaction.
   */
  boolean act(TableName table, Session session) throws SQLException {
    Set<TableName> seen = new HashSet<>(Set.of(table));
    Deque<TableName> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (Acting key : of(open.remove(), session).acting) {
        if (key.deletes && seen.add(key.child)) {
          open.add(key.child);
        }
      }
    }
    return !acting(table).isEmpty();
  }

  /** Returns what acts when rows of the table are deleted, as far as it was made known. */
  List<Acting> acting(TableName table) {
    return known.containsKey(table) ? known.get(table).acting : List.of();
  }

  /** Returns the tables that the table refers to. Ends the session's transaction. */
  Set<TableName> parents(TableName table, Session session) throws SQLException {
    return of(table, session).parents;
  }

  private OfTable of(TableName table, Session session) throws SQLException {
    OfTable keys = known.get(table);
    if (keys != null && System.nanoTime() - keys.readAt < LIFE.toNanos()) {
      return keys;
    }
    if (known.size() >= MOST_TABLES) {
      known.clear();
    }
    OfTable read = read(table, session.connection());
    session.rollback();
    known.put(table, read);
    return read;
  }

  private static OfTable read(TableName table, Connection connection) throws SQLException {
    OfTable keys = new OfTable();
    DatabaseMetaData metadata = connection.getMetaData();
    String catalog = table.catalog().orElse(null);
    String schema = table.schema().orElse(null);
    try (ResultSet rows = metadata.getImportedKeys(catalog, schema, table.name())) {
      while (rows.next()) {
        keys.parents.add(name(rows, "PKTABLE"));
      }
    }
    try (ResultSet rows = metadata.getExportedKeys(catalog, schema, table.name())) {
      acting(rows, keys);
    }
    return keys;
  }

  private static void acting(ResultSet rows, OfTable keys) throws SQLException {
    Map<List<Object>, Acting> byName = new LinkedHashMap<>();
    while (rows.next()) {
      int rule = rows.getInt("DELETE_RULE");
      if (!ReferringRows.actsOnDelete(rule)) {
        continue;
      }
      TableName child = name(rows, "FKTABLE");
      Acting key =
          byName.computeIfAbsent(
              List.of(child, String.valueOf(rows.getString("FK_NAME"))),
              unseen -> new Acting(child, rule == DatabaseMetaData.importedKeyCascade));
      key.columns.add(rows.getString("FKCOLUMN_NAME"));
      key.referred.add(rows.getString("PKCOLUMN_NAME"));
    }
    keys.acting.addAll(byName.values());
  }

  /**
   * As tables are named where they are described: with the catalog only where there is no schema.
   */
  private static TableName name(ResultSet row, String prefix) throws SQLException {
    String schema = row.getString(prefix + "_SCHEM");
    String catalog = schema == null ? row.getString(prefix + "_CAT") : null;
    return TableName.of(catalog, schema, row.getString(prefix + "_NAME"));
  }
}
