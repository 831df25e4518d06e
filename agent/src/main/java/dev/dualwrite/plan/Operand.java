package dev.dualwrite.plan;

import java.util.Objects;

/** Where one value of a statement comes from. */
public final class Operand {

  /** The sources of values. */
  public enum Type {
    PARAMETER,
    LITERAL,
    GENERATED
  }

  private final Type type;
  private final int parameter;
  private final Object literal;
  private final String column;

  private Operand(Type type, int parameter, Object literal, String column) {
    this.type = type;
    this.parameter = parameter;
    this.literal = literal;
    this.column = column;
  }

  /** Returns the value that is bound to a parameter of the statement, 1-based. */
  public static Operand parameter(int index) {
    if (index < 1) {
      throw new IllegalArgumentException("parameter " + index + ": expected 1 or more");
    }
    return new Operand(Type.PARAMETER, index, null, null);
  }

  /**
   * Returns the value that is bound to a parameter; where that is NULL (MySQL: or 0), the value
   * that the primary makes for the column.
   */
  public static Operand parameterOrGenerated(int index, String column) {
    Operand bound = parameter(index);
    return new Operand(
        Type.PARAMETER, bound.parameter, null, Objects.requireNonNull(column, "column"));
  }

  /** Returns a constant: Long, BigDecimal, String, Boolean or null. */
  public static Operand literal(Object value) {
    return new Operand(Type.LITERAL, 0, value, null);
  }

  /** Returns the value that the primary makes for a column, told by the driver afterwards. */
  public static Operand generated(String column) {
    return new Operand(Type.GENERATED, 0, null, Objects.requireNonNull(column, "column"));
  }

  /** Returns where the value comes from. */
  public Type type() {
    return type;
  }

  /** Returns the 1-based number of the parameter; 0 unless the type is PARAMETER. */
  public int parameterIndex() {
    return parameter;
  }

  /** Returns the constant; null unless the type is LITERAL. */
  public Object literalValue() {
    return literal;
  }

  /** Returns the column whose value the primary makes, always or for want of one; else null. */
  public String column() {
    return column;
  }

  /** Tells whether the primary makes the value, or does so where none is bound. */
  public boolean mayBeGenerated() {
    return column != null;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Operand)) {
      return false;
    }
    Operand that = (Operand) other;
    return type == that.type
        && parameter == that.parameter
        && Objects.equals(literal, that.literal)
        && Objects.equals(column, that.column);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, parameter, literal, column);
  }

  @Override
  public String toString() {
    switch (type) {
      case PARAMETER:
        return "?" + parameter + (column == null ? "" : " or generated(" + column + ")");
      case LITERAL:
        return literal instanceof String ? "'" + literal + "'" : String.valueOf(literal);
      case GENERATED:
        return "generated(" + column + ")";
    }
    throw new AssertionError(type);
  }
}
