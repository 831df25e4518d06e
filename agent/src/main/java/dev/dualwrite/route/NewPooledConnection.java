package dev.dualwrite.route;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEventListener;

/**
 * A connection to the new database for a pool that asked a data source of the old one, which can't
 * be told to open it.
 */
final class NewPooledConnection implements PooledConnection {
  private final Connection physical;
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private Handle handle;

  NewPooledConnection(Connection physical) {
    this.physical = physical;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (handle != null) {
      handle.end();
    }
    handle = new Handle();
    return (Connection)
        Proxy.newProxyInstance(
            NewPooledConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, handle);
  }

  @Override
  public void close() throws SQLException {
    physical.close();
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public void addStatementEventListener(StatementEventListener listener) {
    // Its statements aren't pooled.
  }

  @Override
  public void removeStatementEventListener(StatementEventListener listener) {
    // None was added.
  }

  private void tell(Consumer<ConnectionEventListener> event) {
    listeners.forEach(event);
  }

  /** What the pool hands out: its close gives the connection back. */
  private final class Handle implements InvocationHandler {
    private boolean ended;

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
      switch (method.getName()) {
        case "close":
          close();
          return null;
        case "isClosed":
          return ended || physical.isClosed();
        case "equals":
          return self == arguments[0];
        case "hashCode":
          return System.identityHashCode(self);
        default:
          return onPhysical(method, arguments);
      }
    }

    private void close() throws SQLException {
      if (!ended) {
        end();
        tell(listener -> listener.connectionClosed(new ConnectionEvent(NewPooledConnection.this)));
      }
    }

    private void end() throws SQLException {
      if (!ended && !physical.isClosed() && !physical.getAutoCommit()) {
        physical.rollback();
        physical.setAutoCommit(true);
      }
      ended = true;
    }

    private Object onPhysical(Method method, Object[] arguments) throws Throwable {
      if (ended && method.getDeclaringClass() == Connection.class) {
        throw new SQLException("This connection was given back to its pool.", "08003");
      }
      try {
        return method.invoke(physical, arguments);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof SQLException && physical.isClosed()) {
          SQLException broken = (SQLException) e.getCause();
          tell(
              listener ->
                  listener.connectionErrorOccurred(
                      new ConnectionEvent(NewPooledConnection.this, broken)));
        }
        throw e.getCause();
      }
    }
  }
}
