package dev.dualwrite.testing;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/** A driver, to be named in a configuration, that puts a spy before the database of a URL. */
public class SpyDriver implements Driver {
  private static final Map<String, JdbcSpy> SPIES = new ConcurrentHashMap<>();

  /** Puts a spy before the connections of this URL that this driver opens. */
  public static void watch(String url, JdbcSpy spy) {
    SPIES.put(url, spy);
  }

  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    return SPIES.get(url).of(DriverManager.getConnection(url));
  }

  @Override
  public boolean acceptsURL(String url) {
    return SPIES.containsKey(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }
}
