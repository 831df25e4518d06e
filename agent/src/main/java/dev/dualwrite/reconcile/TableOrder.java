package dev.dualwrite.reconcile;

import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts tables into the order of the secondary's foreign keys. It is a help, no promise: what is
 * still in the wrong order is refused by the secondary and tried again.
 */
final class TableOrder {
  private static final Logger logger = LoggerFactory.getLogger(TableOrder.class);
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int MOST_TABLES = 2_000;

  private final BoundedSession secondary;
  private final Databases databases;

  /** By the primary's names, since these are what keys have. */
  private final Map<TableName, Entry> known = new HashMap<>();

  private static final class Entry {
    private final TableName ownName;
    private final Set<TableName> parents;
    private final long readAt;

    Entry(TableName ownName, Set<TableName> parents, long readAt) {
      this.ownName = ownName;
      this.parents = parents;
      this.readAt = readAt;
    }
  }

  TableOrder(BoundedSession secondary, Databases databases) {
    this.secondary = secondary;
    this.databases = databases;
  }

  List<TableName> parentsFirst(List<TableName> tables) {
    if (tables.size() < 2) {
      return tables;
    }
    Map<TableName, TableName> byOwnName = new LinkedHashMap<>();
    try {
      for (TableName table : tables) {
        byOwnName.put(entry(table).ownName, table);
      }
    } catch (SQLException e) {
      logger.debug("The order of foreign keys can't be told now", e);
      return tables;
    }
    List<TableName> ordered = new ArrayList<>();
    Set<TableName> visited = new HashSet<>();
    byOwnName.keySet().forEach(own -> visit(own, byOwnName, visited, ordered));
    return ordered;
  }

  private void visit(
      TableName own,
      Map<TableName, TableName> byOwnName,
      Set<TableName> visited,
      List<TableName> ordered) {
    TableName table = byOwnName.get(own);
    if (table == null || !visited.add(own)) {
      return;
    }
    known.get(table).parents.forEach(parent -> visit(parent, byOwnName, visited, ordered));
    ordered.add(table);
  }

  private Entry entry(TableName table) throws SQLException {
    Entry entry = known.get(table);
    long now = System.nanoTime();
    if (entry == null || now - entry.readAt > LIFE.toNanos()) {
      if (known.size() >= MOST_TABLES) {
        known.clear();
      }
      TableDescription from = databases.primaryTable(table);
      entry = secondary.call(session -> read(session, from, now), BOUND);
      known.put(table, entry);
    }
    return entry;
  }

  private Entry read(Session session, TableDescription from, long now) throws SQLException {
    TableName own = databases.secondaryTable(from).name();
    Connection connection = session.connection();
    Set<TableName> parents = new HashSet<>();
    try (ResultSet keys =
        connection
            .getMetaData()
            .getImportedKeys(own.catalog().orElse(null), own.schema().orElse(null), own.name())) {
      while (keys.next()) {
        String schema = keys.getString("PKTABLE_SCHEM");
        String catalog = schema == null ? keys.getString("PKTABLE_CAT") : null;
        parents.add(TableName.of(catalog, schema, keys.getString("PKTABLE_NAME")));
      }
    }
    session.rollback();
    return new Entry(own, parents, now);
  }
}
