package dev.dualwrite.dialect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whole tables of PostgreSQL. */
final class PostgresScans extends TableScans {

  /** Floats are told exactly from extra_float_digits 1 on (12), and by 3 before. */
  @Override
  public List<String> settings() {
    return List.of(
        "SET TimeZone = 'UTC'",
        "SET DateStyle = 'ISO, YMD'",
        "SET IntervalStyle = 'postgres'",
        "SET bytea_output = 'hex'",
        "SET extra_float_digits = 3");
  }

  @Override
  public String random() {
    return "random()";
  }

  @Override
  public boolean comparesRows() {
    return true;
  }

  @Override
  public Optional<String> ownSession() {
    return Optional.of("SELECT pg_backend_pid()");
  }

  @Override
  public Optional<String> waitingFor(Collection<Long> sessions) {
    return Optional.of(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND pg_blocking_pids(pid) && ARRAY["
            + sessions.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + "]");
  }

  /** The text of a row quotes what needs it, and leaves out NULL alone (record_out). */
  @Override
  public Optional<String> rowHash(List<ColumnType> types, List<String> columns) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      boolean money = types.get(i).baseName().equals("money");
      values.add(money ? "CAST(" + columns.get(i) + " AS numeric)" : columns.get(i));
    }
    return Optional.of("md5(CAST(ROW(" + String.join(", ", values) + ") AS text))");
  }

  /** OFFSET keeps the planner from computing the hash anew for each sum. */
  @Override
  public String sums(String rowHash, String table, String where) {
    return "SELECT count(*), count(h), "
        + half(1)
        + ", "
        + half(17)
        + " FROM (SELECT "
        + rowHash
        + " AS h FROM "
        + table
        + where
        + " OFFSET 0) hashes";
  }

  private static String half(int from) {
    return "sum(CAST(CAST('x' || substr(h, " + from + ", 16) AS bit(64)) AS bigint))";
  }
}
