package dev.dualwrite.schema;

import dev.dualwrite.dialect.Dialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Lists the tables of the schema where a connection looks for unqualified names. */
final class TableList {
  /** What drivers call a table that holds rows of its own, or whose partitions do. */
  private static final Set<String> TYPES = Set.of("TABLE", "BASE TABLE", "PARTITIONED TABLE");

  private final Connection connection;
  private final DatabaseMetaData metadata;
  private final Dialect dialect;

  TableList(Connection connection, Dialect dialect) throws SQLException {
    this.connection = connection;
    this.metadata = connection.getMetaData();
    this.dialect = dialect;
  }

  /** Returns the tables in the order of their names. */
  List<TableName> byName() throws SQLException {
    String schema = dialect.qualifiesByCatalog() ? null : connection.getSchema();
    Set<String> partitions = partitions(schema);
    Set<String> names = new TreeSet<>();
    String pattern = schema == null ? null : TableFinder.escaped(metadata, schema);
    try (ResultSet rows = metadata.getTables(connection.getCatalog(), pattern, "%", null)) {
      while (rows.next()) {
        String type = String.valueOf(rows.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
        String name = rows.getString("TABLE_NAME");
        if (TYPES.contains(type) && !partitions.contains(name)) {
          names.add(name);
        }
      }
    }
    String catalog = schema == null ? connection.getCatalog() : null;
    List<TableName> tables = new ArrayList<>();
    names.forEach(name -> tables.add(TableName.of(catalog, schema, name)));
    return tables;
  }

  /**
   * Returns the tables so that each comes after those that it refers to, but for those that refer
   * to each other in a circle; else in the order of their names.
   */
  List<TableName> parentsFirst() throws SQLException {
    List<TableName> tables = byName();
    Set<TableName> ordered = new LinkedHashSet<>();
    Set<TableName> visited = new HashSet<>();
    for (TableName table : tables) {
      visit(table, tables, visited, ordered);
    }
    return new ArrayList<>(ordered);
  }

  private void visit(
      TableName table, List<TableName> tables, Set<TableName> visited, Set<TableName> ordered)
      throws SQLException {
    if (!visited.add(table)) {
      return;
    }
    for (TableName parent : parents(table)) {
      if (tables.contains(parent)) {
        visit(parent, tables, visited, ordered);
      }
    }
    ordered.add(table);
  }

  private Set<TableName> parents(TableName table) throws SQLException {
    Set<TableName> parents = new LinkedHashSet<>();
    try (ResultSet rows =
        metadata.getImportedKeys(
            table.catalog().orElse(null), table.schema().orElse(null), table.name())) {
      while (rows.next()) {
        String schema = rows.getString("PKTABLE_SCHEM");
        String catalog = schema == null ? rows.getString("PKTABLE_CAT") : null;
        parents.add(TableName.of(catalog, schema, rows.getString("PKTABLE_NAME")));
      }
    }
    return parents;
  }

  /** The rows of a partition are those of the table that it is a part of. */
  private Set<String> partitions(String schema) throws SQLException {
    Set<String> names = new HashSet<>();
    Optional<String> query = dialect.catalogQueries().partitions();
    if (query.isPresent()) {
      try (PreparedStatement statement = connection.prepareStatement(query.get())) {
        statement.setString(1, schema);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            names.add(rows.getString("table_name"));
          }
        }
      }
    }
    return names;
  }
}
