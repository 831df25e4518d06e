package dev.dualwrite.route;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.capture.HostConnection;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
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

  /** The application asks a driver; empty when the driver itself is right. */
  Optional<Call> by(Driver driver, String url, Properties properties) {
    if (!routes() || !migrations.matches(url) || !accepts(driver, url)) {
      return Optional.empty();
    }
    ClassLoader loader = driver.getClass().getClassLoader();
    Properties asGiven = properties == null ? new Properties() : (Properties) properties.clone();
    migrations.learn(loader, () -> driver.connect(url, asGiven));
    return Optional.of(open(loader));
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
   * @param credentials user and password, null when the data source has its own
   */
  Optional<Call> by(DataSource source, Object[] credentials) {
    if (!routes() || !urlOf(source).filter(migrations::matches).isPresent()) {
      return Optional.empty();
    }
    ClassLoader loader = source.getClass().getClassLoader();
    migrations.learn(
        loader,
        credentials == null
            ? source::getConnection
            : () -> source.getConnection((String) credentials[0], (String) credentials[1]));
    return Optional.of(open(loader));
  }

  private boolean routes() {
    return migrations.phase().now().primary() == Side.NEW;
  }

  private Call open(ClassLoader loader) {
    Phase phase = migrations.phase().now();
    try {
      HostConnection host = counterparts.open(loader, phase);
      opened.accept(host);
      Connection connection = host.connection();
      return Outcome.of(connection);
    } catch (SQLException e) {
      return Outcome.thrown(e);
    }
  }

  /** Drivers' data sources agree on no interface for this (getUrl: H2, MariaDB; getURL: others). */
  private static Optional<String> urlOf(DataSource source) {
    return text(source, "getUrl").or(() -> text(source, "getURL"));
  }

  private static Optional<String> text(DataSource source, String getter) {
    try {
      Method method = source.getClass().getMethod(getter);
      return method.getReturnType() == String.class
          ? Optional.ofNullable((String) method.invoke(source))
          : Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException none) {
      return Optional.empty();
    }
  }
}
