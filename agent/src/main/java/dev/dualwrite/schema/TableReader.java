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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what a database tells of one table, by JDBC's metadata and by the vendor's catalog. */
final class TableReader {
  private final Connection connection;
  private final DatabaseMetaData metadata;
  private final Dialect dialect;

  TableReader(Connection connection, DatabaseMetaData metadata, Dialect dialect) {
    this.connection = connection;
    this.metadata = metadata;
    this.dialect = dialect;
  }

  TableDescription read(FoundTable found) throws SQLException {
    TableName table = found.name();
    List<Column> columns = columns(table);
    Set<String> otherIndexes = otherUniqueness(table);
    TableDescription.Builder description =
        TableDescription.builder(nameOf(table))
            .primaryKey(found.view() ? List.of() : primaryKey(table))
            .hasTriggers(!found.view() && hasTriggers(table))
            .view(found.view());
    columns.forEach(description::column);
    if (!found.view()) {
      uniqueKeys(table, columns, otherIndexes, description);
    }
    return description.build();
  }

  /** A vendor with schemas needs no catalog: a connection sees but one. */
  private TableName nameOf(TableName table) {
    return table.schema().isPresent()
        ? TableName.of(table.schema().get(), table.name())
        : TableName.of(table.catalog().orElse(null), null, table.name());
  }

  private List<Column> columns(TableName table) throws SQLException {
    Map<String, ColumnExtras> extras = columnExtras(table);
    Map<Integer, Column> byPosition = new TreeMap<>();
    String schema = table.schema().orElse(null);
    try (ResultSet rows =
        metadata.getColumns(
            table.catalog().orElse(null),
            schema == null ? null : TableFinder.escaped(metadata, schema),
            TableFinder.escaped(metadata, table.name()),
            null)) {
      while (rows.next()) {
        if (rows.getString("TABLE_NAME").equals(table.name())) {
          Column column = column(rows, extras);
          byPosition.put(rows.getInt("ORDINAL_POSITION"), column);
        }
      }
    }
    return new ArrayList<>(byPosition.values());
  }

  private static Column column(ResultSet row, Map<String, ColumnExtras> extras)
      throws SQLException {
    String name = row.getString("COLUMN_NAME");
    ColumnExtras extra = extras.getOrDefault(name, ColumnExtras.NONE);
    boolean computed = extra.computed || "YES".equals(row.getString("IS_GENERATEDCOLUMN"));
    return Column.builder(name, row.getInt("DATA_TYPE"), row.getString("TYPE_NAME"))
        .size(row.getLong("COLUMN_SIZE"))
        .nullable(row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls)
        .defaultExpression(computed ? null : defaultOf(row.getString("COLUMN_DEF")))
        .autoIncrement("YES".equals(row.getString("IS_AUTOINCREMENT")))
        .identityAlways(extra.identityAlways)
        .computed(computed)
        .changesOnUpdate(extra.changesOnUpdate)
        .build();
  }

  /** MariaDB says NULL and PostgreSQL NULL::type where there is no default. */
  private static String defaultOf(String expression) {
    if (expression == null) {
      return null;
    }
    String upper = expression.trim().toUpperCase(Locale.ROOT);
    return upper.equals("NULL") || upper.startsWith("NULL::") ? null : expression;
  }

  private static final class ColumnExtras {
    private static final ColumnExtras NONE = new ColumnExtras(false, false, false);

    private final boolean identityAlways;
    private final boolean computed;
    private final boolean changesOnUpdate;

    private ColumnExtras(boolean identityAlways, boolean computed, boolean changesOnUpdate) {
      this.identityAlways = identityAlways;
      this.computed = computed;
      this.changesOnUpdate = changesOnUpdate;
    }
  }

  private Map<String, ColumnExtras> columnExtras(TableName table) throws SQLException {
    Map<String, ColumnExtras> extras = new HashMap<>();
    Optional<String> query = dialect.catalogQueries().columns();
    if (query.isPresent()) {
      try (PreparedStatement statement = ask(query.get(), table);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          extras.put(
              rows.getString("column_name"),
              new ColumnExtras(
                  rows.getBoolean("identity_always"),
                  rows.getBoolean("computed"),
                  rows.getBoolean("changes_on_update")));
        }
      }
    }
    return extras;
  }

  private PreparedStatement ask(String query, TableName table) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(query);
    try {
      statement.setString(
          1, (dialect.qualifiesByCatalog() ? table.catalog() : table.schema()).orElse(null));
      statement.setString(2, table.name());
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private List<String> primaryKey(TableName table) throws SQLException {
    Map<Integer, String> byPosition = new TreeMap<>();
    try (ResultSet rows =
        metadata.getPrimaryKeys(
            table.catalog().orElse(null), table.schema().orElse(null), table.name())) {
      while (rows.next()) {
        byPosition.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
      }
    }
    return new ArrayList<>(byPosition.values());
  }

  private void uniqueKeys(
      TableName table,
      List<Column> columns,
      Set<String> otherIndexes,
      TableDescription.Builder description)
      throws SQLException {
    Map<String, Map<Integer, String>> indexes = new LinkedHashMap<>();
    Set<String> partial = new HashSet<>(otherIndexes);
    try (ResultSet rows =
        metadata.getIndexInfo(
            table.catalog().orElse(null), table.schema().orElse(null), table.name(), true, true)) {
      while (rows.next()) {
        String index = rows.getString("INDEX_NAME");
        if (rows.getShort("TYPE") == DatabaseMetaData.tableIndexStatistic || index == null) {
          continue;
        }
        String column = rows.getString("COLUMN_NAME");
        if (column == null || rows.getString("FILTER_CONDITION") != null) {
          partial.add(index);
        } else {
          indexes
              .computeIfAbsent(index, name -> new TreeMap<>())
              .put(rows.getInt("ORDINAL_POSITION"), column);
        }
      }
    }
    indexes.keySet().removeAll(partial);
    for (Map<Integer, String> index : indexes.values()) {
      description.uniqueKey(uniqueKey(List.copyOf(index.values()), columns));
    }
    description.hasOtherUniqueness(!partial.isEmpty());
  }

  private static UniqueKey uniqueKey(List<String> names, List<Column> columns) {
    boolean nullable =
        columns.stream().anyMatch(column -> column.nullable() && names.contains(column.name()));
    return UniqueKey.of(names, nullable);
  }

  private Set<String> otherUniqueness(TableName table) throws SQLException {
    Set<String> indexes = new HashSet<>();
    Optional<String> query = dialect.catalogQueries().otherUniqueness();
    if (query.isPresent()) {
      try (PreparedStatement statement = ask(query.get(), table);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          indexes.add(rows.getString("index_name"));
        }
      }
    }
    return indexes;
  }

  /** Where nobody can tell, there may be triggers. */
  private boolean hasTriggers(TableName table) throws SQLException {
    Optional<String> query = dialect.catalogQueries().triggers();
    if (query.isEmpty()) {
      return true;
    }
    try (PreparedStatement statement = ask(query.get(), table);
        ResultSet rows = statement.executeQuery()) {
      return rows.next();
    }
  }
}
