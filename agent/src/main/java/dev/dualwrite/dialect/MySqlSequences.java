package dev.dualwrite.dialect;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * AUTO_INCREMENT columns of MySQL and MariaDB, and MariaDB's sequences, of the current database.
 */
final class MySqlSequences extends SequenceDialect {
  /** MariaDB lists its sequences as tables of a type of their own. */
  private static final String LIST =
      "SELECT t.table_schema AS schema_name, t.table_name AS table_name, c.column_name AS"
          + " column_name, t.table_type AS kind, COALESCE(t.auto_increment, 1) AS next,"
          + " LOWER(c.data_type) AS type, LOWER(c.column_type) LIKE '%unsigned%' AS unsigned_type"
          + " FROM information_schema.tables t LEFT JOIN information_schema.columns c"
          + " ON c.table_schema = t.table_schema AND c.table_name = t.table_name"
          + " AND LOWER(c.extra) LIKE '%auto_increment%'"
          + " WHERE t.table_schema = DATABASE()"
          + " AND (c.column_name IS NOT NULL OR t.table_type = 'SEQUENCE')";

  private final MySqlFamilyDialect dialect;

  MySqlSequences(MySqlFamilyDialect dialect) {
    this.dialect = dialect;
  }

  /** MySQL 8 would tell what was true up to a day ago. MariaDB passes over comments of 8.0. */
  @Override
  public List<String> before() {
    return List.of(
        "SET SESSION /*!80000 information_schema_stats_expiry = 0, */ lock_wait_timeout = 1");
  }

  @Override
  public List<Counter> list(Connection connection) throws SQLException {
    List<Counter> counters = new ArrayList<>();
    List<String> sequences = new ArrayList<>();
    String schema = connection.getCatalog();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(LIST)) {
        while (rows.next()) {
          if ("SEQUENCE".equals(rows.getString("kind"))) {
            sequences.add(rows.getString("table_name"));
          } else {
            counters.add(autoIncrement(rows));
          }
        }
      }
      addSequences(statement, schema, sequences, counters);
    }
    return counters;
  }

  private static Counter autoIncrement(ResultSet row) throws SQLException {
    return Counter.builder(row.getString("schema_name"), true)
        .followsWrites()
        .column(row.getString("table_name"), row.getString("column_name"))
        .counts(
            BigInteger.ONE,
            BigInteger.ONE,
            greatest(row.getString("type"), row.getBoolean("unsigned_type")),
            false)
        .first(BigInteger.ONE)
        .next(number(row, "next"))
        .build();
  }

  /** The type's own end; of a type that isn't an integer, what a double counts without gaps. */
  private static BigInteger greatest(String type, boolean unsigned) {
    int bits = bits(type);
    return BigInteger.ONE.shiftLeft(unsigned ? bits : bits - 1).subtract(BigInteger.ONE);
  }

  private static int bits(String type) {
    switch (type) {
      case "tinyint":
        return 8;
      case "smallint":
        return 16;
      case "mediumint":
        return 24;
      case "int":
        return 32;
      case "bigint":
        return 64;
      default:
        return 54;
    }
  }

  private void addSequences(
      Statement statement, String schema, List<String> names, List<Counter> counters)
      throws SQLException {
    if (names.isEmpty()) {
      return;
    }
    List<String> selects = new ArrayList<>();
    for (String name : names) {
      selects.add(
          "SELECT "
              + selects.size()
              + " AS place, next_not_cached_value, minimum_value, maximum_value, start_value,"
              + " increment, cache_size, cycle_option FROM "
              + dialect.qualify(schema, null, name));
    }
    try (ResultSet rows = statement.executeQuery(String.join(" UNION ALL ", selects))) {
      while (rows.next()) {
        counters.add(sequence(rows, schema, names.get(rows.getInt("place"))));
      }
    }
  }

  /**
   * A server has counted a whole cache ahead of what it gave, and forgets the rest when it stops;
   * an increment of 0 stands for the server's, which is 1 by default.
   */
  private static Counter sequence(ResultSet row, String schema, String name) throws SQLException {
    BigInteger step = number(row, "increment");
    BigInteger increment = step.signum() == 0 ? BigInteger.ONE : step;
    return Counter.builder(schema, true)
        .name(name)
        .counts(
            increment,
            number(row, "minimum_value"),
            number(row, "maximum_value"),
            row.getBoolean("cycle_option"))
        .first(number(row, "start_value"))
        .next(number(row, "next_not_cached_value"))
        .countsAhead(increment.multiply(number(row, "cache_size")))
        .build();
  }

  /**
   * ALTER TABLE waits for the transactions that have used the table, no longer than the session's
   * lock_wait_timeout. SETVAL only ever goes on, and beyond what the server has counted ahead.
   */
  @Override
  public String set(Counter counter, BigInteger next) {
    if (counter.table().isPresent()) {
      return "ALTER TABLE "
          + dialect.qualify(counter.schema(), null, counter.table().get())
          + " AUTO_INCREMENT = "
          + next;
    }
    return "SELECT SETVAL("
        + dialect.qualify(counter.schema(), null, counter.name().orElseThrow())
        + ", "
        + next.add(counter.countedAhead())
        + ", 0)";
  }
}
