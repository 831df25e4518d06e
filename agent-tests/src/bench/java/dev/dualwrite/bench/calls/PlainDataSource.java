package dev.dualwrite.bench.calls;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Opens connections by a driver, and does no more. */
final class PlainDataSource implements DataSource {
  private final Driver driver;
  private final String url;
  private final Properties properties = new Properties();
  private PrintWriter writer;
  private int loginTimeout;

  PlainDataSource(Driver driver, String url, String user, String password) {
    this.driver = driver;
    this.url = url;
    properties.setProperty("user", user);
    properties.setProperty("password", password);
  }

  Driver driver() {
    return driver;
  }

  String url() {
    return url;
  }

  Properties properties() {
    return properties;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return driver.connect(url, properties);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return writer;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    writer = out;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
