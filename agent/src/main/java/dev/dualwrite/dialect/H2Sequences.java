package dev.dualwrite.dialect;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Sequences and identity columns of H2 2.x, whose information schema tells the next values. */
final class H2Sequences extends SequenceDialect {
  /** The base value is NULL at the end of a sequence that doesn't cycle. */
  private static final String LIST =
      "SELECT sequence_schema AS schema_name, sequence_name, NULL AS table_name, NULL AS"
          + " column_name, start_value AS first, increment AS step, minimum_value AS low,"
          + " maximum_value AS high, base_value AS next, sequence_schema = SCHEMA() AS at_home"
          + " FROM information_schema.sequences WHERE sequence_schema <> 'INFORMATION_SCHEMA'"
          + " UNION ALL SELECT table_schema, NULL, table_name, column_name, identity_start,"
          + " identity_increment, identity_minimum, identity_maximum, identity_base,"
          + " table_schema = SCHEMA() FROM information_schema.columns"
          + " WHERE is_identity = 'YES' AND table_schema <> 'INFORMATION_SCHEMA'";

  private final H2Dialect dialect;

  H2Sequences(H2Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public List<Counter> list(Connection connection) throws SQLException {
    List<Counter> counters = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(LIST)) {
      while (rows.next()) {
        counters.add(counter(rows));
      }
    }
    return counters;
  }

  private static Counter counter(ResultSet row) throws SQLException {
    BigInteger step = number(row, "step");
    BigInteger low = number(row, "low");
    BigInteger high = number(row, "high");
    Counter.Builder counter =
        Counter.builder(row.getString("schema_name"), row.getBoolean("at_home"))
            .name(row.getString("sequence_name"))
            .column(row.getString("table_name"), row.getString("column_name"))
            .counts(step, low, high, false)
            .first(number(row, "first"));
    BigInteger next = number(row, "next");
    return (next == null ? counter.last(step.signum() > 0 ? high : low) : counter.next(next))
        .build();
  }

  @Override
  public String set(Counter counter, BigInteger next) {
    if (counter.table().isPresent()) {
      return "ALTER TABLE "
          + dialect.qualify(null, counter.schema(), counter.table().get())
          + " ALTER COLUMN "
          + dialect.quote(counter.column().orElseThrow())
          + " RESTART WITH "
          + next;
    }
    return "ALTER SEQUENCE "
        + dialect.qualify(null, counter.schema(), counter.name().orElseThrow())
        + " RESTART WITH "
        + next;
  }
}
