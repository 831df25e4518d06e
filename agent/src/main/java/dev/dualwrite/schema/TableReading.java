package dev.dualwrite.schema;

import dev.dualwrite.dialect.Dialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the description of one table: JDBC's metadata, and what the vendor's catalog tells beyond
 * it.
 */
final class TableReading {
  private final Dialect dialect;
  private final Connection connection;
  private final DatabaseMetaData metaData;
  private final TableRow table;

  TableReading(Dialect dialect, Connection connection, DatabaseMetaData metaData, TableRow table) {
    this.dialect = dialect;
    this.connection = connection;
    this.metaData = metaData;
    this.table = table;
  }

  TableDescription read() throws SQLException {
    boolean hasSchemas = table.schema() != null;
    TableDescription.Builder description =
        TableDescription.builder(
            hasSchemas
                ? TableName.of(table.schema(), table.name())
                : TableName.of(table.catalog(), null, table.name()));
    Map<String, Column> columns = columns();
    columns.values().forEach(description::column);
    description.primaryKey(primaryKey()).view(table.view());
    Set<String> partial = otherUniqueness();
    uniqueKeys(columns, partial).forEach(description::uniqueKey);
    return description
        .hasOtherUniqueness(!partial.isEmpty())
        .hasTriggers(!names(dialect.catalogQueries().triggers()).isEmpty())
        .build();
  }

  private Map<String, Column> columns() throws SQLException {
    Map<String, Extras> extras = extras();
    Map<String, Column> columns = new LinkedHashMap<>();
    try (ResultSet rows =
        metaData.getColumns(table.catalog(), table.schema(), table.name(), null)) {
      while (rows.next()) {
        if (table.name().equals(rows.getString("TABLE_NAME"))) {
          Column column = column(rows, extras);
          columns.put(column.name(), column);
        }
      }
    }
    return columns;
  }

  private static Column column(ResultSet row, Map<String, Extras> extras) throws SQLException {
    String name = row.getString("COLUMN_NAME");
    Extras extra = extras.getOrDefault(name, Extras.NONE);
    return Column.builder(name, row.getInt("DATA_TYPE"), row.getString("TYPE_NAME"))
        .defaultExpression(row.getString("COLUMN_DEF"))
        .nullable(row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls)
        .autoIncrement("YES".equals(row.getString("IS_AUTOINCREMENT")))
        .computed(extra.computed || "YES".equals(row.getString("IS_GENERATEDCOLUMN")))
        .identityAlways(extra.identityAlways)
        .changesOnUpdate(extra.changesOnUpdate)
        .build();
  }

  private List<String> primaryKey() throws SQLException {
    Map<Short, String> columns = new TreeMap<>();
    try (ResultSet rows = metaData.getPrimaryKeys(table.catalog(), table.schema(), table.name())) {
      while (rows.next()) {
        columns.put(rows.getShort("KEY_SEQ"), rows.getString("COLUMN_NAME"));
      }
    }
    return new ArrayList<>(columns.values());
  }

  private List<UniqueKey> uniqueKeys(Map<String, Column> columns, Set<String> partial)
      throws SQLException {
    Map<String, Map<Short, String>> indexes = new LinkedHashMap<>();
    try (ResultSet rows =
        metaData.getIndexInfo(table.catalog(), table.schema(), table.name(), true, true)) {
      while (rows.next()) {
        String index = rows.getString("INDEX_NAME");
        String column = rows.getString("COLUMN_NAME");
        if (index != null && column != null && !partial.contains(index)) {
          indexes
              .computeIfAbsent(index, unseen -> new TreeMap<>())
              .put(rows.getShort("ORDINAL_POSITION"), column);
        }
      }
    }
    List<UniqueKey> keys = new ArrayList<>();
    for (Map<Short, String> index : indexes.values()) {
      List<String> names = new ArrayList<>(index.values());
      if (columns.keySet().containsAll(names)) {
        keys.add(
            UniqueKey.of(names, names.stream().anyMatch(name -> columns.get(name).nullable())));
      }
    }
    return keys;
  }

  private Set<String> otherUniqueness() throws SQLException {
    return names(dialect.catalogQueries().otherUniqueness());
  }

  /** The first column of a query's rows. */
  private Set<String> names(Optional<String> query) throws SQLException {
    Set<String> names = new HashSet<>();
    if (query.isPresent()) {
      try (PreparedStatement statement = ask(query.get());
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }

  private Map<String, Extras> extras() throws SQLException {
    Map<String, Extras> extras = new HashMap<>();
    Optional<String> query = dialect.catalogQueries().columns();
    if (query.isPresent()) {
      try (PreparedStatement statement = ask(query.get());
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          extras.put(
              rows.getString("column_name"),
              new Extras(
                  rows.getBoolean("identity_always"),
                  rows.getBoolean("computed"),
                  rows.getBoolean("changes_on_update")));
        }
      }
    }
    return extras;
  }

  private PreparedStatement ask(String query) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(query);
    statement.setString(1, table.schema() == null ? table.catalog() : table.schema());
    statement.setString(2, table.name());
    return statement;
  }

  /** What JDBC's metadata doesn't tell of a column. */
  private static final class Extras {
    private static final Extras NONE = new Extras(false, false, false);

    private final boolean identityAlways;
    private final boolean computed;
    private final boolean changesOnUpdate;

    Extras(boolean identityAlways, boolean computed, boolean changesOnUpdate) {
      this.identityAlways = identityAlways;
      this.computed = computed;
      this.changesOnUpdate = changesOnUpdate;
    }
  }
}
