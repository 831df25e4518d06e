package dev.dualwrite.rows;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a table after one key and up to another, in the order of that table's own index: two
 * databases may not order alike.
 */
public final class KeyRange {
  private final Key after;
  private final Key upTo;

  private KeyRange(Key after, Key upTo) {
    this.after = after;
    this.upTo = upTo;
  }

  /** Returns the range between two keys, of which each may be null for an open end. */
  public static KeyRange between(Key after, Key upTo) {
    return new KeyRange(after, upTo);
  }

  /** Returns the key before the first one of the range; empty where it is open. */
  public Optional<Key> after() {
    return Optional.ofNullable(after);
  }

  /** Returns the last key of the range; empty where it is open. */
  public Optional<Key> upTo() {
    return Optional.ofNullable(upTo);
  }

  /** The condition for one side's table; empty where the range is the whole table. */
  public String where(KeyColumns table) {
    List<String> conditions = new ArrayList<>();
    if (after != null) {
      conditions.add(beyond(table, ">", ">"));
    }
    if (upTo != null) {
      conditions.add(beyond(table, "<", "<="));
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  private static String beyond(KeyColumns table, String comparison, String lastComparison) {
    if (table.size() > 1 && table.comparesRows()) {
      return "(" + table.names() + ") " + lastComparison + " (" + table.parameters() + ")";
    }
    return columnByColumn(table, comparison, lastComparison);
  }

  /** {@code (a > ? OR (a = ? AND b > ?))}, which finds its range in an index over both. */
  private static String columnByColumn(KeyColumns table, String comparison, String lastComparison) {
    int last = table.size() - 1;
    String condition = table.name(last) + " " + lastComparison + " " + table.parameter(last);
    for (int i = last - 1; i >= 0; i--) {
      String name = table.name(i);
      String parameter = table.parameter(i);
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
  public int bind(KeyColumns table, PreparedStatement statement) throws SQLException {
    int next = 1;
    if (after != null) {
      next = bind(table, statement, next, after);
    }
    return upTo == null ? next : bind(table, statement, next, upTo);
  }

  private static int bind(KeyColumns table, PreparedStatement statement, int first, Key key)
      throws SQLException {
    int size = key.values().size();
    boolean byRow = size > 1 && table.comparesRows();
    int next = first;
    for (int i = 0; i < size; i++) {
      boolean twice = !byRow && i < size - 1;
      for (int times = twice ? 2 : 1; times > 0; times--) {
        table.bind(statement, next++, i, key);
      }
    }
    return next;
  }
}
