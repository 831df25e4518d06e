package dev.dualwrite.verify;

import dev.dualwrite.rows.Key;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row that was found, and found again, to differ between the two databases. */
public final class Difference {
  private final DifferenceKind kind;
  private final Key key;
  private final List<String> fields;
  private final Map<String, Object> expected;
  private final Map<String, Object> actual;

  private Difference(
      DifferenceKind kind,
      Key key,
      List<String> fields,
      Map<String, Object> expected,
      Map<String, Object> actual) {
    this.kind = kind;
    this.key = key;
    this.fields = List.copyOf(fields);
    this.expected = Collections.unmodifiableMap(expected);
    this.actual = Collections.unmodifiableMap(actual);
  }

  static Difference of(TablePair pair, Key key, Sight sight) {
    if (sight.secondary().isEmpty()) {
      return new Difference(DifferenceKind.MISSING, key, List.of(), Map.of(), Map.of());
    }
    if (sight.primary().isEmpty()) {
      return new Difference(DifferenceKind.EXTRA, key, List.of(), Map.of(), Map.of());
    }
    Map<String, Object> expected = new LinkedHashMap<>();
    Map<String, Object> actual = new LinkedHashMap<>();
    for (int column : sight.differing()) {
      expected.put(pair.columnName(column), sight.primary().get().values().get(column));
      actual.put(pair.columnName(column), sight.secondary().get().values().get(column));
    }
    return new Difference(
        DifferenceKind.DIFFERS, key, List.copyOf(expected.keySet()), expected, actual);
  }

  /** Returns how it differs. */
  public DifferenceKind kind() {
    return kind;
  }

  /** Returns the row's key, in the primary's terms. */
  public Key key() {
    return key;
  }

  /** Returns the columns that differ, where both databases have the row. */
  public List<String> fields() {
    return fields;
  }

  /** Returns the primary's values of those columns. */
  public Map<String, Object> expected() {
    return expected;
  }

  /** Returns the secondary's values of those columns. */
  public Map<String, Object> actual() {
    return actual;
  }

  @Override
  public String toString() {
    return kind.label() + " " + key + " " + fields;
  }
}
