package dev.dualwrite.plan;

import java.util.Objects;

/** A column and the value that a statement sets it to, or compares it with. */
public final class ColumnValue {
  private final String column;
  private final Operand operand;

  private ColumnValue(String column, Operand operand) {
    this.column = Objects.requireNonNull(column, "column");
    this.operand = Objects.requireNonNull(operand, "operand");
  }

  /** Returns the pair of a column, in the primary's spelling, and its value. */
  public static ColumnValue of(String column, Operand operand) {
    return new ColumnValue(column, operand);
  }

  /** Returns the column's name in the primary's spelling. */
  public String column() {
    return column;
  }

  /** Returns the value. */
  public Operand operand() {
    return operand;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ColumnValue
        && column.equals(((ColumnValue) other).column)
        && operand.equals(((ColumnValue) other).operand);
  }

  @Override
  public int hashCode() {
    return 31 * column.hashCode() + operand.hashCode();
  }

  @Override
  public String toString() {
    return column + "=" + operand;
  }
}
