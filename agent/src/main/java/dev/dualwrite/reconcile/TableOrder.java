package dev.dualwrite.reconcile;

import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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

  private final BoundedSession secondary;
  private final Databases databases;
  private final ForeignKeys foreignKeys;

  TableOrder(BoundedSession secondary, Databases databases, ForeignKeys foreignKeys) {
    this.secondary = secondary;
    this.databases = databases;
    this.foreignKeys = foreignKeys;
  }

  List<TableName> parentsFirst(List<TableName> tables) {
    if (tables.size() < 2) {
      return tables;
    }
    // The secondary's names, which foreign keys tell, and the primary's, which keys have.
    Map<TableName, TableName> byOwnName = new LinkedHashMap<>();
    Map<TableName, Set<TableName>> parents = new LinkedHashMap<>();
    try {
      for (TableName table : tables) {
        TableDescription from = databases.primaryTable(table);
        secondary.call(
            session -> {
              TableName own = databases.secondaryTable(from).name();
              parents.put(own, foreignKeys.parents(own, session));
              return byOwnName.put(own, table);
            },
            BOUND);
      }
    } catch (SQLException e) {
      logger.debug("The order of foreign keys can't be told now", e);
      return tables;
    }
    List<TableName> ordered = new ArrayList<>();
    Set<TableName> visited = new HashSet<>();
    byOwnName.keySet().forEach(own -> visit(own, parents, visited, ordered));
    ordered.replaceAll(byOwnName::get);
    return ordered;
  }

  private static void visit(
      TableName own,
      Map<TableName, Set<TableName>> parents,
      Set<TableName> visited,
      List<TableName> ordered) {
    if (parents.containsKey(own) && visited.add(own)) {
      parents.get(own).forEach(parent -> visit(parent, parents, visited, ordered));
      ordered.add(own);
    }
  }
}
