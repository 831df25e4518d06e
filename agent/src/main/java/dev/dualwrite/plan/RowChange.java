package dev.dualwrite.plan;

import dev.dualwrite.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/** A simple INSERT, UPDATE or DELETE taken apart, so that another dialect can say it. */
public final class RowChange {
  private final StatementKind kind;
  private final TableName table;
  private final List<String> columns;
  private final List<List<Operand>> rows;
  private final List<ColumnValue> assignments;
  private final List<ColumnValue> conditions;

  private RowChange(
      StatementKind kind,
      TableName table,
      List<String> columns,
      List<List<Operand>> rows,
      List<ColumnValue> assignments,
      List<ColumnValue> conditions) {
    this.kind = kind;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.rows = rows;
    this.assignments = List.copyOf(assignments);
    this.conditions = List.copyOf(conditions);
  }

  /** Returns an INSERT of rows, each with one operand a column. */
  public static RowChange insert(TableName table, List<String> columns, List<List<Operand>> rows) {
    List<List<Operand>> copy = new ArrayList<>(rows.size());
    for (List<Operand> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " values for the " + columns.size() + " columns " + columns);
      }
      copy.add(List.copyOf(row));
    }
    return new RowChange(
        StatementKind.INSERT, table, columns, List.copyOf(copy), List.of(), List.of());
  }

  /** Returns an UPDATE that sets columns of the one row whose columns equal the conditions. */
  public static RowChange update(
      TableName table, List<ColumnValue> assignments, List<ColumnValue> conditions) {
    return new RowChange(
        StatementKind.UPDATE, table, List.of(), List.of(), assignments, conditions);
  }

  /** Returns a DELETE of the one row whose columns equal the conditions. */
  public static RowChange delete(TableName table, List<ColumnValue> conditions) {
    return new RowChange(StatementKind.DELETE, table, List.of(), List.of(), List.of(), conditions);
  }

  /** Returns INSERT, UPDATE or DELETE. */
  public StatementKind kind() {
    return kind;
  }

  /** Returns the table in the primary's spelling. */
  public TableName table() {
    return table;
  }

  /** Returns the columns that an INSERT fills; else empty. */
  public List<String> columns() {
    return columns;
  }

  /** Returns the rows that an INSERT adds; else empty. */
  public List<List<Operand>> rows() {
    return rows;
  }

  /** Returns what an UPDATE sets; else empty. */
  public List<ColumnValue> assignments() {
    return assignments;
  }

  /** Returns what the columns of the one row equal, of an UPDATE or DELETE; else empty. */
  public List<ColumnValue> conditions() {
    return conditions;
  }

  @Override
  public String toString() {
    return kind + " " + table + " " + columns + rows + assignments + conditions;
  }
}
