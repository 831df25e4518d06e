package dev.dualwrite.rows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** What one row holds: neutral values that a database of any vendor can be given. */
public final class RowImage {
  private final Key key;
  private final List<String> columns;
  private final List<Object> values;

  private RowImage(Key key, List<String> columns, List<?> values) {
    if (columns.size() != values.size()) {
      throw new IllegalArgumentException(
          "A row of "
              + key.table()
              + " has "
              + columns.size()
              + " columns but "
              + values.size()
              + " values");
    }
    this.key = Objects.requireNonNull(key, "key");
    this.columns = List.copyOf(columns);
    this.values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /**
   * Returns a row with a value, in the form of {@link dev.dualwrite.dialect.ValueForm}, for each
   * column.
   */
  public static RowImage of(Key key, List<String> columns, List<?> values) {
    return new RowImage(key, columns, values);
  }

  /** Returns the key, with the values as the row itself spells them. */
  public Key key() {
    return key;
  }

  /** Returns the columns in the table's order. */
  public List<String> columns() {
    return columns;
  }

  /**
   * Returns the values in the columns' order; arrays of bytes are not copied, so they must not be
   * changed.
   */
  public List<Object> values() {
    return values;
  }

  /** Returns about how many bytes the values take. */
  public long bytes() {
    long bytes = 0;
    for (Object value : values) {
      if (value instanceof byte[]) {
        bytes += ((byte[]) value).length;
      } else {
        bytes += value instanceof String ? 2L * ((String) value).length() : 32;
      }
    }
    return bytes;
  }

  /** Returns the key's table and columns, but no value, which may be private. */
  @Override
  public String toString() {
    return "row of " + key;
  }
}
