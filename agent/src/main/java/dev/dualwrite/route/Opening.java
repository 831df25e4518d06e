package dev.dualwrite.route;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.capture.HostConnection;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.phase.Side;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import javax.sql.CommonDataSource;
import javax.sql.DataSource;

/**
 * Gives the application a connection to the new database when it asks for one to the old database,
 * while the new one is the primary; the old one isn't asked, and may be gone.
 */
final class Opening {
  private final Migrations migrations;
  private final Counterparts counterparts;
  private final Consumer<HostConnection> opened;

  /**
   * Creates it.
   *
   * @param opened hears of each connection that was opened here
   */
  Opening(Migrations migrations, Counterparts counterparts, Consumer<HostConnection> opened) {
    this.migrations = migrations;
    this.counterparts = counterparts;
    this.opened = opened;
  }

  /**
   * The application asks a driver; empty when the driver itself is right.
   *
   * @throws SQLException when no connection to the new database can be had
   */
  Optional<Call> by(Driver driver, String url, Properties properties) throws SQLException {
    if (!routes() || !migrations.matches(url) || !accepts(driver, url)) {
      return Optional.empty();
    }
    ClassLoader loader = driver.getClass().getClassLoader();
    Properties asGiven = properties == null ? new Properties() : (Properties) properties.clone();
    migrations.learn(loader, () -> driver.connect(url, asGiven));
    return Optional.of(Outcome.of(open(loader)));
  }

  /** DriverManager asks one driver after the other, whatever the URL. */
  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * The application asks a data source; empty when that itself is right, or doesn't tell its URL:
   * then the old database is asked, and what comes of it is routed.
   *
   * @param asked as what the data source is asked
   * @param credentials user and password, null when the data source has its own
   * @throws SQLException when no connection to the new database can be had
   */
  Optional<Call> by(CommonDataSource source, JdbcMethod.Role asked, Object[] credentials)
      throws SQLException {
    if (!routes() || !SourceUrl.of(source).filter(migrations::matches).isPresent()) {
      return Optional.empty();
    }
    ClassLoader loader = source.getClass().getClassLoader();
    if (source instanceof DataSource) {
      DataSource same = (DataSource) source;
      migrations.learn(
          loader,
          credentials == null
              ? same::getConnection
              : () -> same.getConnection((String) credentials[0], (String) credentials[1]));
    }
    Connection connection = open(loader);
    return Optional.of(
        Outcome.of(
            asked == JdbcMethod.Role.POOL_DATA_SOURCE
                ? new NewPooledConnection(connection)
                : connection));
  }

  private boolean routes() {
    return migrations.phase().now().primary() == Side.NEW;
  }

  private Connection open(ClassLoader loader) throws SQLException {
    HostConnection host = counterparts.open(loader, migrations.phase().now());
    opened.accept(host);
    return host.connection();
  }
}
