package dev.dualwrite.migration;

import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.schema.ConnectionSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens the agent's own connections: by the driver directly, and marked, so that nothing on them is
 * taken for the application's.
 *
 * <p>Not by DriverManager, which might give the application's instrumented driver another URL's
 * connection, and sees the wrong class loader.
 */
public final class OwnConnections implements ConnectionSource, DataSource {
  private final ConnectionSource opener;

  /** Creates a source of marked connections over an opener of unmarked ones. */
  public OwnConnections(ConnectionSource opener) {
    this.opener = opener;
  }

  @Override
  public Connection open() throws SQLException {
    JdbcHooks.enterAgent();
    try {
      Connection connection = opener.open();
      if (connection instanceof HostState) {
        ((HostState) connection).dualwrite$state(HookState.IGNORED);
      }
      return connection;
    } finally {
      JdbcHooks.leaveAgent();
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    return open();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the agent's connections have their own credentials");
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter writer) {
    // Drivers' log writers are the application's business.
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // The pool bounds the wait itself.
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("the agent logs by slf4j");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("not a wrapper of " + type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
