package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.migration.Migration;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.operations.Audit;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * Finds, or attaches, what is known of a connection: that it is a host connection of a migration,
 * or none of our business.
 */
final class HostConnections {
  private final Migrations migrations;
  private final Audit audit;

  HostConnections(Migrations migrations, Audit audit) {
    this.migrations = migrations;
    this.audit = audit;
  }

  /** Whether a URL is that of the application's database. */
  boolean matches(String url) {
    return migrations.matches(url);
  }

  /**
   * The application opened a connection with a driver.
   *
   * @throws SQLException when the connection doesn't tell its URL
   */
  void openedBy(Driver driver, String url, Properties properties, Connection connection)
      throws SQLException {
    Properties asGiven = properties == null ? new Properties() : (Properties) properties.clone();
    migrations.learn(driver.getClass().getClassLoader(), () -> driver.connect(url, asGiven));
    of(connection);
  }

  /**
   * The application opened a connection with a driver's data source.
   *
   * @param credentials user and password, null when the data source has its own
   * @throws SQLException when the connection doesn't tell its URL
   */
  void openedBy(DataSource source, Object[] credentials, Connection connection)
      throws SQLException {
    if (of(connection).isPresent()) {
      migrations.learn(
          source.getClass().getClassLoader(),
          credentials == null
              ? source::getConnection
              : () -> source.getConnection((String) credentials[0], (String) credentials[1]));
    }
  }

  /**
   * Returns the host connection that this is, if it leads to the application's database.
   *
   * @throws SQLException when the connection doesn't tell its URL
   */
  Optional<HostConnection> of(Connection connection) throws SQLException {
    if (!(connection instanceof HostState)) {
      return Optional.empty();
    }
    HostState carrier = (HostState) connection;
    HookState known = carrier.dualwrite$state();
    if (known != null) {
      return known instanceof HostConnection
          ? Optional.of((HostConnection) known)
          : Optional.empty();
    }
    Optional<Migration> migration = migrations.join(connection);
    if (!migration.isPresent()) {
      carrier.dualwrite$state(HookState.IGNORED);
    }
    return migration.map(joined -> follow(carrier, joined));
  }

  /** Follows a connection of a migration that it was counted for. */
  HostConnection follow(HostState connection, Migration migration) {
    HostConnection state =
        new HostConnection((Connection) connection, migration, migrations, audit);
    connection.dualwrite$state(state);
    return state;
  }
}
