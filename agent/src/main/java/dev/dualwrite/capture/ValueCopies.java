package dev.dualwrite.capture;

import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.Calendar;
import java.util.Date;

/** Copies bound values, so that the application may go on changing, reading or freeing its own. */
final class ValueCopies {
  private final long inMemory;
  private final long most;

  /**
   * Sets the bounds for streams.
   *
   * @param inMemory the bytes of one stream that are kept in memory
   * @param most the bytes of one stream that are kept in all, the rest in a file
   */
  ValueCopies(long inMemory, long most) {
    this.inMemory = inMemory;
    this.most = most;
  }

  /** What a driver is to read instead of a stream; any other value as it is. */
  Object tee(Object value) {
    if (value instanceof InputStream) {
      return new TeeInputStream((InputStream) value, newSpool());
    }
    if (value instanceof Reader) {
      return new TeeReader((Reader) value, newSpool());
    }
    return value;
  }

  /**
   * Returns a value that stays as it is now.
   *
   * @throws SQLException when a value that lives in the database can't be read
   */
  Object of(Object value) throws SQLException {
    if (value instanceof Date) {
      return ((Date) value).clone();
    }
    if (value instanceof Calendar) {
      return ((Calendar) value).clone();
    }
    if (value != null && value.getClass().isArray()) {
      return ofArray(value);
    }
    if (value instanceof TeeInputStream) {
      return ((TeeInputStream) value).copy();
    }
    if (value instanceof TeeReader) {
      return ((TeeReader) value).copy();
    }
    return ofDriverValue(value);
  }

  private static Object ofArray(Object array) {
    int length = java.lang.reflect.Array.getLength(array);
    Object copy = java.lang.reflect.Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    if (copy instanceof Object[]) {
      Object[] elements = (Object[]) copy;
      for (int i = 0; i < length; i++) {
        if (elements[i] != null && elements[i].getClass().isArray()) {
          elements[i] = ofArray(elements[i]);
        }
      }
    }
    return copy;
  }

  private Object ofDriverValue(Object value) throws SQLException {
    if (value instanceof Blob) {
      return BinaryCopy.of((Blob) value, newSpool());
    }
    if (value instanceof Clob) {
      return TextCopy.of((Clob) value, newSpool());
    }
    if (value instanceof SQLXML) {
      return new XmlCopy((SQLXML) value);
    }
    if (value instanceof Array) {
      return new ArrayCopy((Array) value);
    }
    return value;
  }

  private Spool newSpool() {
    return new Spool(inMemory, most);
  }

  /** Whether a driver of the given loader understands the value. */
  static boolean fits(Object value, ClassLoader driverLoader) {
    if (value == null || value instanceof CopiedValue) {
      return true;
    }
    ClassLoader loader = value.getClass().getClassLoader();
    return loader == null
        || loader == ClassLoader.getPlatformClassLoader()
        || loader == driverLoader;
  }

  /**
   * Returns a value to bind now, on the given connection.
   *
   * @throws SQLException when its content wasn't kept
   */
  static Object reopened(Object value, Connection connection) throws SQLException {
    return value instanceof CopiedValue ? ((CopiedValue) value).open(connection) : value;
  }
}
