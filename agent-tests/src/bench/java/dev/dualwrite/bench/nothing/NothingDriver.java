package dev.dualwrite.bench.nothing;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * Gives connections that know one table, find one row and change one row, whatever they are asked.
 *
 * <p>Its URLs look like those of H2, so that whoever looks at a URL to find out how to speak to a
 * database gets on with it. It isn't registered: the real H2 would be asked first.
 */
public final class NothingDriver implements Driver {
  private static final String PREFIX = "jdbc:h2:mem:nothing_";
  private static final Completed<NothingConnection> CONNECTIONS =
      Completed.of(NothingConnection.class, String.class);

  /** Returns the URL of one of any number of databases. */
  public static String url(String name) {
    return PREFIX + name;
  }

  @Override
  public Connection connect(String url, Properties properties) {
    return acceptsURL(url) ? CONNECTIONS.create(url) : null;
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(PREFIX);
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
