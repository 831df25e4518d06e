package dev.dualwrite.dialect;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sequences of PostgreSQL, also those behind serial and identity columns. */
final class PostgresSequences extends SequenceDialect {
  /**
   * The last value is NULL for a sequence that gave none since it was made or restarted, and only
   * the sequence itself tells what it then begins with.
   */
  private static final String LIST =
      "SELECT n.nspname AS schema_name, c.relname AS sequence_name, t.relname AS table_name,"
          + " a.attname AS column_name, d.deptype = 'i' AS is_identity,"
          + " n.nspname = current_schema() AS at_home, s.seqincrement AS step, s.seqmin AS low,"
          + " s.seqmax AS high, s.seqcycle AS cycles, s.seqstart AS first,"
          + " has_sequence_privilege(c.oid, 'SELECT') AS readable,"
          + " CASE WHEN has_sequence_privilege(c.oid, 'SELECT')"
          + " THEN pg_catalog.pg_sequence_last_value(c.oid::regclass) END AS last"
          + " FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " LEFT JOIN pg_catalog.pg_depend d ON d.objid = c.oid"
          + " AND d.classid = 'pg_catalog.pg_class'::regclass"
          + " AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i')"
          + " AND d.refobjsubid > 0"
          + " LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid"
          + " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid"
          + " AND a.attnum = d.refobjsubid"
          + " WHERE c.relpersistence <> 't' ORDER BY 1, 2";

  private final PostgresDialect dialect;

  PostgresSequences(PostgresDialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public List<Counter> list(Connection connection) throws SQLException {
    List<Counter> counters = new ArrayList<>();
    Map<String, Counter.Builder> restarted = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(LIST)) {
        while (rows.next()) {
          Counter.Builder counter = counter(rows);
          if (rows.getBoolean("readable") && rows.getObject("last") == null) {
            restarted.put(quoted(rows.getString(1), rows.getString(2)), counter);
          } else {
            counters.add(counter.build());
          }
        }
      }
      beginnings(statement, restarted);
    }
    restarted.values().forEach(counter -> counters.add(counter.build()));
    return counters;
  }

  private static Counter.Builder counter(ResultSet row) throws SQLException {
    Counter.Builder counter =
        Counter.builder(row.getString("schema_name"), row.getBoolean("at_home"))
            .name(row.getString("sequence_name"))
            .column(row.getString("table_name"), row.getString("column_name"))
            .identity(row.getBoolean("is_identity"))
            .counts(
                number(row, "step"),
                number(row, "low"),
                number(row, "high"),
                row.getBoolean("cycles"))
            .first(number(row, "first"))
            .readable(row.getBoolean("readable"));
    BigInteger last = number(row, "last");
    return last == null ? counter : counter.last(last);
  }

  private static void beginnings(Statement statement, Map<String, Counter.Builder> restarted)
      throws SQLException {
    if (restarted.isEmpty()) {
      return;
    }
    List<String> selects = new ArrayList<>();
    for (String sequence : restarted.keySet()) {
      selects.add("SELECT " + selects.size() + " AS place, last_value, is_called FROM " + sequence);
    }
    List<Counter.Builder> counters = new ArrayList<>(restarted.values());
    try (ResultSet rows = statement.executeQuery(String.join(" UNION ALL ", selects))) {
      while (rows.next()) {
        Counter.Builder counter = counters.get(rows.getInt("place"));
        BigInteger value = number(rows, "last_value");
        if (rows.getBoolean("is_called")) {
          counter.last(value);
        } else {
          counter.next(value);
        }
      }
    }
  }

  /** Takes no lock that others wait for, and is not taken back by a rollback. */
  @Override
  public String set(Counter counter, BigInteger next) {
    String sequence = quoted(counter.schema(), counter.name().orElseThrow());
    return "SELECT pg_catalog.setval('"
        + sequence.replace("'", "''")
        + "'::regclass, "
        + next
        + ", false)";
  }

  private String quoted(String schema, String name) {
    return dialect.qualify(null, schema, name);
  }
}
