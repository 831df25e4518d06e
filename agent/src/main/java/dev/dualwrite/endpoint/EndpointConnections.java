package dev.dualwrite.endpoint;

import dev.dualwrite.config.Endpoint;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.schema.ConnectionSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Opens connections to one database with its driver, past {@link java.sql.DriverManager}, which
 * might hand out another driver. The driver is looked for when the first connection is opened.
 */
public final class EndpointConnections implements ConnectionSource {
  private final Endpoint endpoint;
  private final ClassLoader applicationLoader;
  private volatile Driver driver;

  /** Connections with a driver of the endpoint's own path, or else of the given loader. */
  public EndpointConnections(Endpoint endpoint, ClassLoader applicationLoader) {
    this.endpoint = endpoint;
    this.applicationLoader = applicationLoader;
  }

  /**
   * Opens a connection in autocommit mode.
   *
   * @throws SQLException the driver's own, or one that says which driver is missing
   */
  @Override
  public Connection open() throws SQLException {
    if (driver == null) {
      // Two threads may both look for it; the second one's find is as good as the first one's.
      driver = new DriverFinder(endpoint, applicationLoader).find();
    }
    Connection connection = driver.connect(endpoint.url(), properties());
    if (connection == null) {
      throw new SQLException(
          "The driver "
              + driver.getClass().getName()
              + " does not accept "
              + Secrets.mask(endpoint.url())
              + ". Correct the URL, or name another driver.",
          "08001");
    }
    return connection;
  }

  @Override
  public String toString() {
    return endpoint.toString();
  }

  private Properties properties() {
    Properties properties = new Properties();
    endpoint.username().ifPresent(name -> properties.setProperty("user", name));
    endpoint.password().ifPresent(password -> properties.setProperty("password", password));
    return properties;
  }
}
