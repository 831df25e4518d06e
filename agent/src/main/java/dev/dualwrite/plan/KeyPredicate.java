package dev.dualwrite.plan;

import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.UniqueKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a WHERE clause says of single columns: which must equal which values for a row to match.
 * Conditions that aren't understood only narrow the rows further, as all are joined by AND.
 */
final class KeyPredicate {
  /** More rows than that aren't enumerated: the clause is then as good as any other. */
  private static final int MAXIMUM_ROWS = 1000;

  private final Map<String, List<Operand>> columns;
  private final List<RowList> rowLists;
  private final boolean complete;

  private KeyPredicate(
      Map<String, List<Operand>> columns, List<RowList> rowLists, boolean complete) {
    this.columns = columns;
    this.rowLists = rowLists;
    this.complete = complete;
  }

  /** The rows of {@code (a, b) IN ((1, 2), (3, 4))}. */
  private static final class RowList {
    private final List<String> columns;
    private final List<List<Operand>> rows;

    RowList(List<String> columns, List<List<Operand>> rows) {
      this.columns = columns;
      this.rows = rows;
    }
  }

  /** Collects conditions while they are read. */
  static final class Builder {
    private final Map<String, List<Operand>> columns = new LinkedHashMap<>();
    private final List<RowList> rowLists = new ArrayList<>();
    private boolean complete = true;

    /** Adds that a column equals one of the values; a second such condition only narrows. */
    void in(Column column, List<Operand> values) {
      complete &= values.size() == 1 && !columns.containsKey(column.name());
      columns.putIfAbsent(column.name(), values);
    }

    void rows(List<String> names, List<List<Operand>> rows) {
      complete = false;
      rowLists.add(new RowList(names, rows));
    }

    /** Adds all conditions of another, which must hold too. */
    void add(Builder inner) {
      inner.columns.forEach(
          (column, values) -> {
            complete &= !columns.containsKey(column);
            columns.putIfAbsent(column, values);
          });
      rowLists.addAll(inner.rowLists);
      complete &= inner.complete;
    }

    /** Adds a condition that isn't an equality with a known value. */
    void other() {
      complete = false;
    }

    KeyPredicate build() {
      return new KeyPredicate(columns, rowLists, complete);
    }

    /** Returns a clause of which nothing is known. */
    static KeyPredicate unknown() {
      return new KeyPredicate(Map.of(), List.of(), false);
    }
  }

  /** Returns the unique key that the clause fixes as a whole, the primary one first. */
  Optional<UniqueKey> fixedKey(TableDescription table) {
    for (UniqueKey key : table.uniqueKeys()) {
      if (!key.nullable() && !rows(key.columns()).isEmpty()) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the values, or combinations of values, of these columns; empty where one isn't fixed.
   */
  List<List<Operand>> rows(List<String> key) {
    for (RowList list : rowLists) {
      if (list.columns.containsAll(key)) {
        return project(list, key);
      }
    }
    List<List<Operand>> rows = List.of(List.of());
    for (String column : key) {
      List<Operand> values = columns.get(column);
      if (values == null || rows.size() * values.size() > MAXIMUM_ROWS) {
        return List.of();
      }
      rows = product(rows, values);
    }
    return rows;
  }

  private static List<List<Operand>> project(RowList list, List<String> key) {
    List<List<Operand>> rows = new ArrayList<>();
    for (List<Operand> row : list.rows) {
      List<Operand> values = new ArrayList<>();
      for (String column : key) {
        values.add(row.get(list.columns.indexOf(column)));
      }
      rows.add(values);
    }
    return rows;
  }

  private static List<List<Operand>> product(List<List<Operand>> rows, List<Operand> values) {
    List<List<Operand>> product = new ArrayList<>();
    for (List<Operand> row : rows) {
      for (Operand value : values) {
        List<Operand> longer = new ArrayList<>(row);
        longer.add(value);
        product.add(longer);
      }
    }
    return product;
  }

  /** Returns the columns that the clause compares with values. */
  Set<String> comparedColumns() {
    Set<String> compared = new HashSet<>(columns.keySet());
    rowLists.forEach(list -> compared.addAll(list.columns));
    return compared;
  }

  /** Returns the clause as equalities of columns and single values, if it is nothing more. */
  Optional<List<ColumnValue>> equalities() {
    if (!complete) {
      return Optional.empty();
    }
    List<ColumnValue> equalities = new ArrayList<>();
    columns.forEach((column, values) -> equalities.add(ColumnValue.of(column, values.get(0))));
    return Optional.of(equalities);
  }
}
