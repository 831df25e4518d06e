package dev.dualwrite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.schema.CachedSchema;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.SchemaReader;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.testing.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The corpus is executed: every row that a statement changes must be among the keys of its plan.
 */
class KeysCoverChangesTest {
  private static final List<String> ROWS =
      List.of(
          "INSERT INTO accounts VALUES (1, '1', 'a'), (2, '2', 'b'), (3, 'x', '3')",
          "INSERT INTO settings VALUES ('1', '1'), ('mode', '2'), ('3', 'x')",
          "INSERT INTO stock VALUES (1, 1, 1), (1, 2, 1), (2, 1, 1), (2, 2, 1), (3, 3, 0)",
          "INSERT INTO orders (id, customer, note, total) VALUES (1, 1, '1', 1), (2, 2, '2', 2),"
              + " (3, 1, '3', 3), (5, 2, 'x', 3), (7, 3, '1', 9)",
          "INSERT INTO audited VALUES (1, '1'), (2, '2')",
          "INSERT INTO touched (id, a) VALUES (1, '1'), (2, '2')",
          "INSERT INTO tags (name) VALUES ('1'), ('x'), ('2')",
          "INSERT INTO incoming VALUES ('1', 'new'), ('4', 'new')");

  private final Random random = new Random(1);
  private int executed;

  @Test
  void onPostgres() throws Exception {
    // Parameters without a type take that of what they are compared with.
    covers("jdbc:postgresql:", TestServers.postgres() + "&stringtype=unspecified", Shop.POSTGRES);
  }

  @Test
  void onMariaDb() throws Exception {
    covers("jdbc:mariadb:", TestServers.mariaDb(), Shop.MARIADB);
  }

  @Test
  void onH2() throws Exception {
    covers("jdbc:h2:", TestServers.h2(), Shop.H2);
  }

  private void covers(String vendor, String url, List<String> tables) throws Exception {
    List<String> missing = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url)) {
      Shop.create(connection, tables);
      try (Statement statement = connection.createStatement()) {
        for (String row : ROWS) {
          statement.execute(row);
        }
        if (vendor.equals("jdbc:h2:")) {
          statement.execute("ALTER TABLE orders ALTER COLUMN id RESTART WITH 100");
        }
        if (vendor.equals("jdbc:postgresql:")) {
          statement.execute("SELECT setval('orders_id_seq', 100)");
        }
      }
      connection.setAutoCommit(false);
      CachedSchema schema =
          new CachedSchema(
              new SchemaReader(Dialects.forUrl(url), () -> DriverManager.getConnection(url)));
      for (Corpus.Entry entry : Corpus.read()) {
        if (entry.primary().startsWith(vendor) && entry.secondary().startsWith(vendor)) {
          Plan plan =
              entry.planner(schema).plan(entry.sql(), Namespace.of(connection.getCatalog(), null));
          if (isExecutable(plan)) {
            for (int i = 0; i < 5; i++) {
              missing.addAll(execute(connection, plan, entry.sql()));
            }
          }
        }
      }
    }
    assertEquals("", String.join("\n", missing));
    assertTrue(executed > 80, "executed " + executed);
  }

  private static boolean isExecutable(Plan plan) {
    boolean mirrored = plan.strategy() == Strategy.STATEMENT || plan.strategy() == Strategy.ROWS;
    return mirrored
        && plan.kind() != StatementKind.TRUNCATE
        && plan.table().filter(TableDescription::hasPrimaryKey).isPresent();
  }

  /** Returns what rows a statement changed that its plan's keys don't name. */
  private List<String> execute(Connection connection, Plan plan, String sql) throws SQLException {
    TableDescription table = plan.table().orElseThrow();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < plan.parameterCount(); i++) {
      values.add(String.valueOf(1 + random.nextInt(4)));
    }
    List<String> missing = new ArrayList<>();
    try {
      Map<List<String>, String> before = rows(connection, table);
      Set<List<String>> keys =
          new HashSet<>(keys(connection, plan.keysBefore(), values, List.of()));
      keys.addAll(run(connection, plan, sql, table, values));
      Map<List<String>, String> after = rows(connection, table);
      Set<List<String>> changed = new HashSet<>(before.keySet());
      changed.addAll(after.keySet());
      changed.removeIf(key -> String.valueOf(before.get(key)).equals(after.get(key)));
      executed++;
      changed.removeAll(keys);
      for (List<String> key : changed) {
        missing.add(sql + " " + values + " changed " + table.name() + key + ", keys " + keys);
      }
    } catch (SQLException refused) {
      // A duplicate key, or a value that the column doesn't take: nothing was changed.
    }
    connection.rollback();
    return missing;
  }

  private static List<List<String>> run(
      Connection connection, Plan plan, String sql, TableDescription table, List<String> values)
      throws SQLException {
    KeySource source = plan.keysAfter();
    boolean fromDriver =
        source.type() == KeySource.Type.RETURNED || source.type() == KeySource.Type.GENERATED;
    String[] names = table.primaryKey().toArray(new String[0]);
    try (PreparedStatement statement =
        fromDriver && !plan.returnsRows()
            ? connection.prepareStatement(sql, names)
            : connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setString(i + 1, values.get(i));
      }
      List<List<String>> told = new ArrayList<>();
      boolean hasRows = statement.execute();
      if (fromDriver) {
        try (ResultSet rows = hasRows ? statement.getResultSet() : statement.getGeneratedKeys()) {
          while (rows.next()) {
            told.add(key(rows, table, hasRows));
          }
        }
      }
      return keys(connection, source, values, told);
    }
  }

  private static List<String> key(ResultSet row, TableDescription table, boolean labelled)
      throws SQLException {
    List<String> key = new ArrayList<>();
    for (int i = 0; i < table.primaryKey().size(); i++) {
      key.add(labelled ? row.getString(table.primaryKey().get(i)) : row.getString(i + 1));
    }
    return key;
  }

  private static List<List<String>> keys(
      Connection connection, KeySource source, List<String> values, List<List<String>> told)
      throws SQLException {
    return switch (source.type()) {
      case NONE -> List.of();
      case RETURNED -> told;
      case SELECTED -> selected(connection, source, values);
      case VALUES, GENERATED -> filledIn(source, values, told);
    };
  }

  private static List<List<String>> filledIn(
      KeySource source, List<String> values, List<List<String>> told) {
    List<List<String>> keys = new ArrayList<>();
    for (int row = 0; row < source.rows().size(); row++) {
      List<String> key = new ArrayList<>();
      for (int part = 0; part < source.rows().get(row).size(); part++) {
        Operand operand = source.rows().get(row).get(part);
        key.add(
            switch (operand.type()) {
              case PARAMETER -> values.get(operand.parameterIndex() - 1);
              case LITERAL -> String.valueOf(operand.literalValue());
              case GENERATED -> told.get(row).get(part);
            });
      }
      keys.add(key);
    }
    return keys;
  }

  private static List<List<String>> selected(
      Connection connection, KeySource source, List<String> values) throws SQLException {
    List<List<String>> keys = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(source.keyQuery())) {
      for (int i = 0; i < source.keyQueryParameters().size(); i++) {
        statement.setString(i + 1, values.get(source.keyQueryParameters().get(i) - 1));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          List<String> key = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            key.add(rows.getString(i));
          }
          keys.add(key);
        }
      }
    }
    return keys;
  }

  private static Map<List<String>, String> rows(Connection connection, TableDescription table)
      throws SQLException {
    Map<List<String>, String> rows = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT * FROM " + table.name().name())) {
      while (found.next()) {
        List<String> key = new ArrayList<>();
        for (String column : table.primaryKey()) {
          key.add(found.getString(column));
        }
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.append(found.getString(i)).append('|');
        }
        rows.put(key, row.toString());
      }
    }
    return rows;
  }
}
