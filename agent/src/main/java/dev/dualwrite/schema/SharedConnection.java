package dev.dualwrite.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives one connection to a series of questions each of which opens and closes one: opened by the
 * first, and closed when this is. Used by one thread, for no longer than the series takes.
 */
public final class SharedConnection implements ConnectionSource, AutoCloseable {
  private final ConnectionSource source;
  private Connection connection;

  /** Creates it without opening the connection. */
  public SharedConnection(ConnectionSource source) {
    this.source = source;
  }

  @Override
  public Connection open() throws SQLException {
    if (connection == null) {
      connection = source.open();
    }
    return withoutClose(connection);
  }

  private static Connection withoutClose(Connection shared) {
    return (Connection)
        Proxy.newProxyInstance(
            SharedConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(shared, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  /** Closes the connection, if there is one; another question would open another one. */
  @Override
  public void close() throws SQLException {
    Connection closed = connection;
    connection = null;
    if (closed != null) {
      closed.close();
    }
  }
}
