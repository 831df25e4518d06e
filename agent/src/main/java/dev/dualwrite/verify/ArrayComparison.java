package dev.dualwrite.verify;

import dev.dualwrite.dialect.ArrayValue;
import dev.dualwrite.dialect.ColumnTypes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** Compares arrays: the elements, and PostgreSQL's bounds where both sides have them. */
final class ArrayComparison {
  private ArrayComparison() {}

  /**
   * Tells whether two arrays are equal.
   *
   * @param typeName the vendor's name of the primary's type, which says whether a text is a number
   */
  static boolean equal(ArrayValue one, ArrayValue other, String typeName) {
    if (one.literal().isPresent() && one.literal().equals(other.literal())) {
      return true;
    }
    if (!Objects.equals(bounds(one), bounds(other)) && bothLiteral(one, other)) {
      return false;
    }
    boolean numbers = typeName.startsWith("_numeric") || typeName.startsWith("_float");
    return equalElements(one.elements(), other.elements(), numbers);
  }

  private static boolean bothLiteral(ArrayValue one, ArrayValue other) {
    return one.literal().isPresent() && other.literal().isPresent();
  }

  /** What stands before the elements: {@code [0:1]=}, or nothing. */
  private static String bounds(ArrayValue array) {
    return array.literal().map(text -> text.substring(0, text.indexOf('{'))).orElse("");
  }

  private static boolean equalElements(List<Object> one, List<Object> other, boolean numbers) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!equalElement(one.get(i), other.get(i), numbers)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalElement(Object one, Object other, boolean numbers) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    if (one instanceof ArrayValue && other instanceof ArrayValue) {
      return equalElements(((ArrayValue) one).elements(), ((ArrayValue) other).elements(), numbers);
    }
    String text = ColumnTypes.textOf(one);
    String otherText = ColumnTypes.textOf(other);
    boolean asNumbers = numbers || one instanceof Number || other instanceof Number;
    return text.equals(otherText) || (asNumbers && equalNumbers(text, otherText));
  }

  private static boolean equalNumbers(String one, String other) {
    try {
      return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    } catch (NumberFormatException special) {
      return false;
    }
  }
}
