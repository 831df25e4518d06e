package dev.dualwrite.rows;

import dev.dualwrite.schema.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The primary-key values of one row; equal to another when the values are, whatever Java classes
 * hold them.
 */
public final class Key {
  private final TableName table;
  private final List<String> columns;
  private final List<Object> values;
  private final List<Object> canonical;

  private Key(TableName table, List<String> columns, List<?> values) {
    if (columns.size() != values.size() || columns.isEmpty()) {
      throw new IllegalArgumentException(
          "A key of " + table + " needs a value for each of " + columns + ", got " + values.size());
    }
    this.table = Objects.requireNonNull(table, "table");
    this.columns = List.copyOf(columns);
    this.values = Collections.unmodifiableList(new ArrayList<>(values));
    this.canonical = CanonicalValue.ofAll(this.values);
  }

  /** Returns the key of a row, with a value for each column, in key order. */
  public static Key of(TableName table, List<String> columns, List<?> values) {
    return new Key(table, columns, values);
  }

  /** Returns the table. */
  public TableName table() {
    return table;
  }

  /** Returns the key's columns in key order. */
  public List<String> columns() {
    return columns;
  }

  /** Returns the values in the columns' order, as they were given. */
  public List<Object> values() {
    return values;
  }

  /**
   * Returns the values in the classes by which keys are compared: equal for keys that are equal.
   */
  public List<Object> canonicalValues() {
    return Collections.unmodifiableList(canonical);
  }

  /** Returns the values by column, in key order. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      map.put(columns.get(i), values.get(i));
    }
    return Collections.unmodifiableMap(map);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key
        && table.equals(((Key) other).table)
        && columns.equals(((Key) other).columns)
        && canonical.equals(((Key) other).canonical);
  }

  @Override
  public int hashCode() {
    return 31 * table.hashCode() + canonical.hashCode();
  }

  /** Returns the table and the columns, but not the values, which may be private. */
  @Override
  public String toString() {
    return table + " " + columns;
  }
}
