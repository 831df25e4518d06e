package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.schema.UniqueKey;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Describes tables and runs SQL for the tests of rows, so that they need nothing of how schemas are
 * remembered.
 */
final class Tables {

  private Tables() {}

  static Key key(TableDescription table, Object... values) {
    return Key.of(table.name(), table.primaryKey(), List.of(values));
  }

  static TableDescription describe(Connection connection, Dialect dialect, String name)
      throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    TableDescription.Builder table =
        TableDescription.builder(
            TableName.of(connection.getCatalog(), connection.getSchema(), name));
    Map<String, boolean[]> extras = extras(connection, dialect, name);
    try (ResultSet columns =
        metaData.getColumns(connection.getCatalog(), connection.getSchema(), name, "%")) {
      while (columns.next()) {
        String column = columns.getString("COLUMN_NAME");
        boolean[] extra = extras.get(column);
        table.column(
            Column.builder(column, columns.getInt("DATA_TYPE"), columns.getString("TYPE_NAME"))
                .identityAlways(extra[0])
                .computed(extra[1])
                .changesOnUpdate(extra[2])
                .build());
      }
    }
    Map<Integer, String> key = new TreeMap<>();
    try (ResultSet columns =
        metaData.getPrimaryKeys(connection.getCatalog(), connection.getSchema(), name)) {
      while (columns.next()) {
        key.put(columns.getInt("KEY_SEQ"), columns.getString("COLUMN_NAME"));
      }
    }
    table.primaryKey(List.copyOf(key.values()));
    table.hasOtherUniqueness(hasOtherUniqueness(connection, dialect, name));
    addUniqueKeys(metaData, connection, name, key, table);
    return table.build();
  }

  private static void addUniqueKeys(
      DatabaseMetaData metaData,
      Connection connection,
      String name,
      Map<Integer, String> primaryKey,
      TableDescription.Builder table)
      throws SQLException {
    Map<String, List<String>> indexes = new LinkedHashMap<>();
    try (ResultSet columns =
        metaData.getIndexInfo(connection.getCatalog(), connection.getSchema(), name, true, false)) {
      while (columns.next()) {
        indexes
            .computeIfAbsent(columns.getString("INDEX_NAME"), absent -> new ArrayList<>())
            .add(columns.getString("COLUMN_NAME"));
      }
    }
    for (List<String> columns : indexes.values()) {
      if (!columns.equals(List.copyOf(primaryKey.values()))) {
        table.uniqueKey(UniqueKey.of(columns, true));
      }
    }
  }

  private static boolean hasOtherUniqueness(Connection connection, Dialect dialect, String name)
      throws SQLException {
    Optional<String> query = dialect.catalogQueries().otherUniqueness();
    if (query.isEmpty()) {
      return false;
    }
    try (PreparedStatement statement = connection.prepareStatement(query.get())) {
      statement.setString(1, null);
      statement.setString(2, name);
      try (ResultSet indexes = statement.executeQuery()) {
        return indexes.next();
      }
    }
  }

  private static Map<String, boolean[]> extras(Connection connection, Dialect dialect, String name)
      throws SQLException {
    Map<String, boolean[]> extras = new LinkedHashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(dialect.catalogQueries().columns().orElseThrow())) {
      statement.setString(1, null);
      statement.setString(2, name);
      try (ResultSet columns = statement.executeQuery()) {
        while (columns.next()) {
          extras.put(
              columns.getString("column_name"),
              new boolean[] {
                columns.getBoolean("identity_always"),
                columns.getBoolean("computed"),
                columns.getBoolean("changes_on_update")
              });
        }
      }
    }
    return extras;
  }
}
