package dev.dualwrite.schema;

import java.util.List;

/** Columns whose values together occur once in a table. */
public final class UniqueKey {
  private final List<String> columns;
  private final boolean nullable;

  private UniqueKey(List<String> columns, boolean nullable) {
    this.columns = List.copyOf(columns);
    this.nullable = nullable;
  }

  /** Returns a key over the columns; nullable when any of them takes NULL. */
  public static UniqueKey of(List<String> columns, boolean nullable) {
    return new UniqueKey(columns, nullable);
  }

  /** Returns the columns in key order. */
  public List<String> columns() {
    return columns;
  }

  /** Tells whether a column takes NULL, so that rows with NULL there may repeat. */
  public boolean nullable() {
    return nullable;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UniqueKey
        && columns.equals(((UniqueKey) other).columns)
        && nullable == ((UniqueKey) other).nullable;
  }

  @Override
  public int hashCode() {
    return columns.hashCode() * 31 + Boolean.hashCode(nullable);
  }

  @Override
  public String toString() {
    return "UniqueKey" + columns;
  }
}
