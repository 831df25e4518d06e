package dev.dualwrite.verify;

import dev.dualwrite.dialect.ArrayValue;
import dev.dualwrite.dialect.BitString;
import dev.dualwrite.rows.CanonicalValue;
import dev.dualwrite.rows.Key;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;

/**
 * The order of keys that is the same whatever the database: texts by their code points, bytes and
 * UUIDs without sign, all else by value.
 */
final class KeyComparator implements Comparator<Key> {

  @Override
  public int compare(Key one, Key other) {
    for (int i = 0; i < one.values().size(); i++) {
      int order = compareValues(one.values().get(i), other.values().get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareValues(Object one, Object other) {
    if (one instanceof Long && other instanceof Long) {
      return Long.compare((Long) one, (Long) other);
    }
    if (one instanceof String && other instanceof String) {
      return byCodePoints((String) one, (String) other);
    }
    if (one instanceof UUID && other instanceof UUID) {
      return unsigned((UUID) one, (UUID) other);
    }
    if (one instanceof BitString && other instanceof BitString) {
      return ((BitString) one).digits().compareTo(((BitString) other).digits());
    }
    if (one instanceof ArrayValue && other instanceof ArrayValue) {
      return byCodePoints(literal((ArrayValue) one), literal((ArrayValue) other));
    }
    return canonical(CanonicalValue.of(one), CanonicalValue.of(other));
  }

  private static String literal(ArrayValue array) {
    return array.literal().orElseGet(array::toString);
  }

  /** Values of different classes, such as a date and the text infinity, have no common order. */
  private static int canonical(Object one, Object other) {
    if (one instanceof ByteBuffer && other instanceof ByteBuffer) {
      return Arrays.compareUnsigned(((ByteBuffer) one).array(), ((ByteBuffer) other).array());
    }
    if (one instanceof BigDecimal && other instanceof BigDecimal) {
      return ((BigDecimal) one).compareTo((BigDecimal) other);
    }
    if (one instanceof Instant && other instanceof Instant) {
      return ((Instant) one).compareTo((Instant) other);
    }
    return one.getClass() == other.getClass()
        ? comparable(one, other)
        : one.getClass().getName().compareTo(other.getClass().getName());
  }

  @SuppressWarnings("unchecked") // Both are of one class, as was just seen.
  private static int comparable(Object one, Object other) {
    return one instanceof Comparable
        ? ((Comparable<Object>) one).compareTo(other)
        : one.toString().compareTo(other.toString());
  }

  private static int unsigned(UUID one, UUID other) {
    int most = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return most != 0
        ? most
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }

  /** UTF-16 has the surrogates, which stand for the highest code points, below U+E000. */
  static int byCodePoints(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      char first = one.charAt(i);
      char second = other.charAt(i);
      if (first != second) {
        boolean bothHigh = first >= Character.MIN_SURROGATE && second >= Character.MIN_SURROGATE;
        return bothHigh && Character.isSurrogate(first) != Character.isSurrogate(second)
            ? Boolean.compare(Character.isSurrogate(first), Character.isSurrogate(second))
            : Character.compare(first, second);
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
