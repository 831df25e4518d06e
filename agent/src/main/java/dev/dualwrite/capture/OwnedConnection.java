package dev.dualwrite.capture;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Finds the connection that an object of a driver works on, where it has no method that tells
 * (pgjdbc's CopyManager, all drivers' XAConnections).
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
      for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          Optional<Connection> held = held(owner, field);
          if (held.isPresent()) {
            return held.get();
          }
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

  private static Optional<Connection> held(Object owner, Field field)
      throws ReflectiveOperationException {
    if (!Connection.class.isAssignableFrom(field.getType())
        || Modifier.isStatic(field.getModifiers())) {
      return Optional.empty();
    }
    field.setAccessible(true);
    return Optional.ofNullable((Connection) field.get(owner));
  }
}
