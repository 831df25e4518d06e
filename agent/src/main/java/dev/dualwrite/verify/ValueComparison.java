package dev.dualwrite.verify;

import dev.dualwrite.dialect.ArrayValue;
import dev.dualwrite.dialect.BitString;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.ValueForm;
import dev.dualwrite.mapping.Conversion;
import dev.dualwrite.rows.CanonicalValue;
import dev.dualwrite.rows.ValueConverter;
import dev.dualwrite.schema.Column;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.Arrays;
import java.util.Optional;

/**
 * Compares the values of a column and its counterpart: the primary's as the mirror would write it
 * to the secondary, and by what they mean.
 *
 * <p>Zeros at the end of a number, a time zone's spelling, the padding of a CHAR, and the sign of a
 * zero mean nothing. What the secondary's type can't hold of a value is a difference, but for the
 * digits beyond a REAL where one side is one.
 */
final class ValueComparison {
  private final Column primary;
  private final Column secondary;
  private final ValueForm primaryForm;
  private final ValueForm secondaryForm;
  private final ValueConverter toSecondary;
  private final ValueConverter toPrimary;

  private final Optional<Conversion> conversion;

  private ValueComparison(
      TableHalf primaryHalf, TableHalf secondaryHalf, int column, Optional<Conversion> conversion) {
    this.conversion = conversion;
    this.primary = primaryHalf.columns().get(column);
    this.secondary = secondaryHalf.columns().get(column);
    this.primaryForm = form(primaryHalf.dialect(), primary);
    this.secondaryForm = form(secondaryHalf.dialect(), secondary);
    this.toSecondary = new ValueConverter(secondaryHalf.dialect(), secondaryHalf.table().name());
    this.toPrimary = new ValueConverter(primaryHalf.dialect(), primaryHalf.table().name());
  }

  /** What is converted, or only the secondary has, has the secondary's form already. */
  static ValueComparison of(TablePair pair, int column) {
    Optional<Conversion> conversion = pair.conversion(column);
    boolean alike = conversion.isEmpty() && !pair.isConstant(column);
    return new ValueComparison(
        alike ? pair.primary() : pair.secondary(), pair.secondary(), column, conversion);
  }

  private static ValueForm form(Dialect dialect, Column column) {
    return dialect.types().form(column.type());
  }

  boolean equal(Object primaryValue, Object secondaryValue) {
    if (conversion.isEmpty()) {
      return equalValues(primaryValue, secondaryValue);
    }
    try {
      return equalValues(conversion.get().apply(primaryValue), secondaryValue);
    } catch (IllegalArgumentException notConvertible) {
      return false;
    }
  }

  private boolean equalValues(Object primaryValue, Object secondaryValue) {
    if (primaryValue == null || secondaryValue == null) {
      return primaryValue == null && secondaryValue == null;
    }
    if (primaryValue.equals(secondaryValue) && !(primaryValue instanceof ArrayValue)) {
      return true;
    }
    if (primaryForm == ValueForm.JSON || secondaryForm == ValueForm.JSON) {
      return JsonMeaning.equal(primaryValue.toString(), secondaryValue.toString());
    }
    if (primaryForm == ValueForm.REAL || secondaryForm == ValueForm.REAL) {
      return equalAsReals(primaryValue, secondaryValue);
    }
    return equalConverted(primaryValue, secondaryValue);
  }

  private static boolean equalAsReals(Object one, Object other) {
    if (one instanceof Number && other instanceof Number) {
      return ((Number) one).floatValue() == ((Number) other).floatValue()
          || (isNaN(one) && isNaN(other));
    }
    return one.toString().equals(other.toString());
  }

  private static boolean isNaN(Object number) {
    return Double.isNaN(((Number) number).doubleValue());
  }

  private boolean equalConverted(Object primaryValue, Object secondaryValue) {
    Optional<?> written = toSecondary.tryConvert(primaryValue, secondary);
    if (written.isPresent()) {
      return equalForms(written.get(), secondaryValue);
    }
    Optional<?> readBack = toPrimary.tryConvert(secondaryValue, primary);
    return readBack.isPresent() && equalForms(primaryValue, readBack.get());
  }

  private boolean equalForms(Object one, Object other) {
    if (one instanceof String && other instanceof String) {
      return one.equals(other) || equalButPadded((String) one, (String) other);
    }
    if (one instanceof byte[] && other instanceof byte[]) {
      return Arrays.equals((byte[]) one, (byte[]) other)
          || equalButZeros((byte[]) one, (byte[]) other);
    }
    if (one instanceof ArrayValue && other instanceof ArrayValue) {
      return ArrayComparison.equal((ArrayValue) one, (ArrayValue) other, primary.typeName());
    }
    if (one instanceof BitString && other instanceof BitString && primaryForm != secondaryForm) {
      return ((BitString) one).number().equals(((BitString) other).number());
    }
    if (one instanceof BigDecimal && other instanceof BigDecimal) {
      return ((BigDecimal) one).compareTo((BigDecimal) other) == 0;
    }
    return CanonicalValue.of(one).equals(CanonicalValue.of(other));
  }

  /** A CHAR that was copied to a VARCHAR may have taken its blanks along. */
  private boolean equalButPadded(String primaryText, String secondaryText) {
    return isPadded(primary, primaryText, secondaryText)
        || isPadded(secondary, secondaryText, primaryText);
  }

  private static boolean isPadded(Column fixed, String value, String copy) {
    return fixed.jdbcType() == Types.CHAR
        && copy.length() == fixed.size()
        && Padding.without(copy).equals(value);
  }

  /** A BINARY of some vendors fills up with zeros what it isn't given. */
  private boolean equalButZeros(byte[] primaryBytes, byte[] secondaryBytes) {
    return isFilledUp(primary, primaryBytes, secondaryBytes)
        || isFilledUp(secondary, secondaryBytes, primaryBytes);
  }

  private static boolean isFilledUp(Column fixed, byte[] value, byte[] given) {
    return fixed.jdbcType() == Types.BINARY
        && value.length == fixed.size()
        && given.length < value.length
        && Arrays.equals(value, Arrays.copyOf(given, value.length));
  }
}
