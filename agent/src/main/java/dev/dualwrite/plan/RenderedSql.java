package dev.dualwrite.plan;

import java.util.List;
import java.util.Objects;

/** A statement for the twin, and what is bound to its parameters. */
public final class RenderedSql {
  private final String sql;
  private final List<Operand> operands;

  RenderedSql(String sql, List<Operand> operands) {
    this.sql = Objects.requireNonNull(sql, "sql");
    this.operands = List.copyOf(operands);
  }

  /** Returns the text, in the target's dialect, with a question mark an operand. */
  public String sql() {
    return sql;
  }

  /** Returns the value of each parameter, in order. */
  public List<Operand> operands() {
    return operands;
  }

  @Override
  public String toString() {
    return sql + " " + operands;
  }
}
