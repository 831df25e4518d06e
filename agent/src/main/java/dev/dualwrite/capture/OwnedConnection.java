package dev.dualwrite.capture;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Finds the connection that an object of a driver works on, where it has no method that tells
 * (pgjdbc's CopyManager).
 */
public final class OwnedConnection {
  private OwnedConnection() {}

  /**
   * Returns the connection that the object holds in a field.
   *
   * @throws SQLException when it holds none that can be read
   */
  public static Connection of(Object owner) throws SQLException {
    try {
      for (Field field : owner.getClass().getDeclaredFields()) {
        if (Connection.class.isAssignableFrom(field.getType())) {
          field.setAccessible(true);
          return (Connection) field.get(owner);
        }
      }
    } catch (ReflectiveOperationException | RuntimeException closed) {
      throw new SQLException(
          "the connection of "
              + owner.getClass().getName()
              + " can't be read, so its writes can't be told",
          closed);
    }
    throw new SQLException(
        owner.getClass().getName() + " holds no connection, so its writes can't be told");
  }
}
