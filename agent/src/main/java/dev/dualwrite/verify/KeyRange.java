package dev.dualwrite.verify;

import dev.dualwrite.rows.Key;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of a table after one key and up to another, in the order of that table's own index. The
 * two sides may not order alike; see {@link SegmentScan} for why that does no harm.
 */
final class KeyRange {
  private final Key after;
  private final Key upTo;

  private KeyRange(Key after, Key upTo) {
    this.after = after;
    this.upTo = upTo;
  }

  /** Returns the range between two keys, of which each may be null for an open end. */
  static KeyRange between(Key after, Key upTo) {
    return new KeyRange(after, upTo);
  }

  Optional<Key> after() {
    return Optional.ofNullable(after);
  }

  Optional<Key> upTo() {
    return Optional.ofNullable(upTo);
  }

  /** The condition for one side's table; empty where the range is the whole table. */
  String where(TableHalf table) {
    List<String> conditions = new ArrayList<>();
    if (after != null) {
      conditions.add(beyond(table, ">", ">"));
    }
    if (upTo != null) {
      conditions.add(beyond(table, "<", "<="));
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  private static String beyond(TableHalf table, String comparison, String lastComparison) {
    List<Integer> columns = table.key().indexes();
    if (columns.size() > 1 && table.dialect().scans().comparesRows()) {
      String parameters =
          columns.stream().map(table::keyParameter).collect(Collectors.joining(", "));
      return "("
          + table.perKeyColumn(table::quoted)
          + ") "
          + lastComparison
          + " ("
          + parameters
          + ")";
    }
    return columnByColumn(table, comparison, lastComparison);
  }

  /** {@code (a > ? OR (a = ? AND b > ?))}, which finds its range in an index over both. */
  private static String columnByColumn(TableHalf table, String comparison, String lastComparison) {
    List<Integer> columns = table.key().indexes();
    int last = columns.get(columns.size() - 1);
    String condition = table.quoted(last) + " " + lastComparison + " " + table.keyParameter(last);
    for (int i = columns.size() - 2; i >= 0; i--) {
      String name = table.quoted(columns.get(i));
      String parameter = table.keyParameter(columns.get(i));
      condition =
          "("
              + name
              + " "
              + comparison
              + " "
              + parameter
              + " OR ("
              + name
              + " = "
              + parameter
              + " AND "
              + condition
              + "))";
    }
    return condition;
  }

  /** Binds the condition's parameters from the first on, and returns the next free one. */
  int bind(TableHalf table, PreparedStatement statement) throws SQLException {
    int next = 1;
    if (after != null) {
      next = bind(table, statement, next, after);
    }
    return upTo == null ? next : bind(table, statement, next, upTo);
  }

  private static int bind(TableHalf table, PreparedStatement statement, int first, Key key)
      throws SQLException {
    int size = key.values().size();
    boolean byRow = size > 1 && table.dialect().scans().comparesRows();
    int next = first;
    for (int i = 0; i < size; i++) {
      boolean twice = !byRow && i < size - 1;
      for (int times = twice ? 2 : 1; times > 0; times--) {
        table.bindKeyValue(statement, next++, i, key);
      }
    }
    return next;
  }
}
