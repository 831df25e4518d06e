package dev.dualwrite.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An array between two databases: its elements and, where the vendor has one, its literal. */
public final class ArrayValue {
  private final List<Object> elements;
  private final String literal;

  private ArrayValue(List<?> elements, String literal) {
    this.elements = Collections.unmodifiableList(new ArrayList<>(elements));
    this.literal = literal;
  }

  /** Returns an array of elements, each null, a neutral value or an array again. */
  public static ArrayValue of(List<?> elements) {
    return new ArrayValue(elements, null);
  }

  /** Returns an array that PostgreSQL can read back exactly from its literal. */
  static ArrayValue withLiteral(List<?> elements, String literal) {
    return new ArrayValue(elements, literal);
  }

  /** Returns the elements, each null, a neutral value or an {@link ArrayValue}. */
  public List<Object> elements() {
    return elements;
  }

  /** Returns the literal in PostgreSQL's spelling, where the array came from there. */
  public Optional<String> literal() {
    return Optional.ofNullable(literal);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArrayValue && elements.equals(((ArrayValue) other).elements);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  @Override
  public String toString() {
    return elements.toString();
  }
}
