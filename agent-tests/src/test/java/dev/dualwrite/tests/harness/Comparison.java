package dev.dualwrite.tests.harness;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Compares every field of every row of every table of two databases, without help of the agent. */
public final class Comparison {
  private final Map<String, List<String>> oldTables;
  private final Map<String, List<String>> newTables;

  private Comparison(Map<String, List<String>> oldTables, Map<String, List<String>> newTables) {
    this.oldTables = oldTables;
    this.newTables = newTables;
  }

  /** Reads both databases now. */
  public static Comparison of(DatabasePair pair) throws SQLException {
    return new Comparison(read(pair.oldDatabase()), read(pair.newDatabase()));
  }

  /** Returns the rows that only one database has, as text; empty when both are equal. */
  public List<String> differences() {
    return differences(table -> true);
  }

  /** Returns the differences in the tables that the predicate takes. */
  public List<String> differences(Predicate<String> tables) {
    List<String> differences = new ArrayList<>();
    for (String table : allTables()) {
      if (tables.test(table)) {
        addOnlyIn("old", table, oldTables, newTables, differences);
        addOnlyIn("new", table, newTables, oldTables, differences);
      }
    }
    return differences;
  }

  /** Returns the names, in lower case, of the tables that differ. */
  public Set<String> differingTables() {
    Set<String> differing = new TreeSet<>();
    for (String table : allTables()) {
      if (!differences(table::equals).isEmpty()) {
        differing.add(table);
      }
    }
    return differing;
  }

  /** Returns how many rows a table of the old database has. */
  public int rows(String table) {
    return oldTables.get(table).size();
  }

  private Set<String> allTables() {
    Set<String> tables = new TreeSet<>(oldTables.keySet());
    tables.addAll(newTables.keySet());
    return tables;
  }

  private static void addOnlyIn(
      String side,
      String table,
      Map<String, List<String>> these,
      Map<String, List<String>> those,
      List<String> differences) {
    if (!these.containsKey(table)) {
      return;
    }
    List<String> rows = new ArrayList<>(these.get(table));
    those.getOrDefault(table, List.of()).forEach(rows::remove);
    rows.forEach(row -> differences.add("only in " + side + " " + table + ": " + row));
    if (!those.containsKey(table)) {
      differences.add("only " + side + " has the table " + table);
    }
  }

  private static Map<String, List<String>> read(Database database) throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Connection connection = database.connect()) {
      for (String table : tableNames(connection)) {
        tables.put(table.toLowerCase(Locale.ROOT), TableText.rows(connection, table));
      }
    }
    return tables;
  }

  private static List<String> tableNames(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    DatabaseMetaData metaData = connection.getMetaData();
    try (ResultSet tables =
        metaData.getTables(
            connection.getCatalog(),
            connection.getSchema(),
            "%",
            new String[] {"TABLE", "BASE TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    return names;
  }
}
