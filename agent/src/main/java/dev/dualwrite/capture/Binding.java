package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.JdbcMethod;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/** One parameter as the application bound it: the setter and a copy of its arguments. Immutable. */
final class Binding {
  private final JdbcMethod setter;
  private final Object[] arguments;

  private Binding(JdbcMethod setter, Object[] arguments) {
    this.setter = setter;
    this.arguments = arguments;
  }

  /**
   * Records a setter's arguments, of which the first is the index. Mutable values are copied, since
   * the application may change them before we read.
   *
   * @throws SQLException when a value that lives in the database can't be read
   */
  static Binding of(JdbcMethod setter, Object[] arguments, ValueCopies copies) throws SQLException {
    Object[] kept = arguments.clone();
    for (int i = 1; i < kept.length; i++) {
      kept[i] = copies.of(kept[i]);
    }
    return onAnyConnection(setter, arguments[1], kept);
  }

  /** A LOB of one connection is nothing to another; its content is a stream. */
  private static Binding onAnyConnection(JdbcMethod setter, Object original, Object[] kept) {
    if (original instanceof Blob) {
      return new Binding(JdbcMethod.SET_BLOB_STREAM, Arrays.copyOf(kept, 2));
    }
    if (original instanceof NClob) {
      return new Binding(JdbcMethod.SET_NCLOB_STREAM, Arrays.copyOf(kept, 2));
    }
    if (original instanceof Clob) {
      return new Binding(JdbcMethod.SET_CLOB_STREAM, Arrays.copyOf(kept, 2));
    }
    return new Binding(setter, kept);
  }

  /** A value that nobody can change. */
  static Binding ofUnchanging(JdbcMethod setter, int index, Object value) {
    return new Binding(setter, new Object[] {index, value});
  }

  /** A value that was bound inside a driver. */
  static Binding ofValue(Object value) {
    return new Binding(JdbcMethod.SET_OBJECT, new Object[] {0, value});
  }

  /** The value as a key column's, null for SQL NULL. */
  Object value() {
    boolean isNull = setter == JdbcMethod.SET_NULL || setter == JdbcMethod.SET_NULL_NAMED;
    return isNull ? null : arguments[1];
  }

  /** Whether another connection, of a driver from the given loader, can take the value. */
  boolean fits(ClassLoader driverLoader) {
    return ValueCopies.fits(arguments[1], driverLoader);
  }

  /**
   * Binds the value to a statement of the other database, with the setter that the application
   * used.
   *
   * @throws SQLException the driver's, or when a stream was larger than the configured bound
   */
  void bind(PreparedStatement statement, int index) throws SQLException {
    Object[] fresh = arguments.clone();
    fresh[0] = index;
    for (int i = 1; i < fresh.length; i++) {
      fresh[i] = ValueCopies.reopened(fresh[i], statement.getConnection());
    }
    Setters.call(setter, statement, fresh);
  }
}
