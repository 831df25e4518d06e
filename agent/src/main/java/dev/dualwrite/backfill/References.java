package dev.dualwrite.backfill;

import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The secondary's foreign keys between the tables that are copied. */
final class References {
  private final Map<PlannedTable, List<Reference>> byTable = new LinkedHashMap<>();

  private References() {}

  /** Asks the secondary. */
  static References read(Connection secondary, List<PlannedTable> tables) throws SQLException {
    Map<TableName, TableName> primaryNames = new HashMap<>();
    for (PlannedTable table : tables) {
      table.secondaryName().ifPresent(own -> primaryNames.put(own, table.name()));
    }
    References references = new References();
    for (PlannedTable table : tables) {
      references.byTable.put(
          table,
          table.copyable() ? of(table, primaryNames, secondary.getMetaData()) : new ArrayList<>());
    }
    return references;
  }

  List<Reference> of(PlannedTable table) {
    return byTable.get(table);
  }

  private static List<Reference> of(
      PlannedTable table, Map<TableName, TableName> primaryNames, DatabaseMetaData metadata)
      throws SQLException {
    TableName own = table.secondary().name();
    Map<String, Reference> byName = new LinkedHashMap<>();
    try (ResultSet rows =
        metadata.getImportedKeys(
            own.catalog().orElse(null), own.schema().orElse(null), own.name())) {
      while (rows.next()) {
        TableName parent = primaryNames.get(parent(rows));
        Optional<String> column = primaryColumn(table, rows.getString("FKCOLUMN_NAME"));
        if (parent != null && column.isPresent()) {
          String name = String.valueOf(rows.getString("FK_NAME"));
          byName
              .computeIfAbsent(name + " " + parent, unseen -> new Reference(name, parent))
              .add(column.get(), takesNull(table, column.get()));
        }
      }
    }
    return new ArrayList<>(byName.values());
  }

  /** As tables are named where they are described. */
  private static TableName parent(ResultSet row) throws SQLException {
    String schema = row.getString("PKTABLE_SCHEM");
    String catalog = schema == null ? row.getString("PKTABLE_CAT") : null;
    return TableName.of(catalog, schema, row.getString("PKTABLE_NAME"));
  }

  private static Optional<String> primaryColumn(PlannedTable table, String secondaryColumn) {
    return table.columns().stream()
        .map(Column::name)
        .filter(name -> counterpart(table, name).name().equals(secondaryColumn))
        .findFirst();
  }

  private static boolean takesNull(PlannedTable table, String column) {
    Column counterpart = counterpart(table, column);
    return counterpart.nullable()
        && !counterpart.computed()
        && !table.primary().primaryKey().contains(column);
  }

  private static Column counterpart(PlannedTable table, String column) {
    return table.secondary().column(column).orElseThrow(IllegalStateException::new);
  }
}
