package dev.dualwrite.endpoint;

import dev.dualwrite.config.Endpoint;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.schema.ConnectionSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Opens connections to one database with its driver, past {@link java.sql.DriverManager}, which
 * might hand out another driver. The driver is looked for when the first connection is opened.
 */
public final class EndpointConnections implements ConnectionSource {
  private static final Duration LOGIN_BOUND = Duration.ofSeconds(5);

  private final Endpoint endpoint;
  private final DriverLookup driver;

  /** Connections by the given driver, with the endpoint's URL, user and password. */
  public EndpointConnections(Endpoint endpoint, DriverLookup driver) {
    this.endpoint = endpoint;
    this.driver = driver;
  }

  /**
   * Opens a connection in autocommit mode.
   *
   * @throws SQLException the driver's own, or one that says that it is missing
   */
  @Override
  public Connection open() throws SQLException {
    Driver found = driver.find();
    Connection connection = found.connect(endpoint.url(), properties());
    if (connection == null) {
      throw new SQLException(
          "The driver "
              + found.getClass().getName()
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
    Dialects.forUrl(endpoint.url()).loginBounds(LOGIN_BOUND).forEach(properties::setProperty);
    endpoint.username().ifPresent(name -> properties.setProperty("user", name));
    endpoint.password().ifPresent(password -> properties.setProperty("password", password));
    return properties;
  }
}
