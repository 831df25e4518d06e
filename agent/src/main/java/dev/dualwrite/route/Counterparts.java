package dev.dualwrite.route;

import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.capture.Capture;
import dev.dualwrite.capture.HostConnection;
import dev.dualwrite.migration.Migration;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections for the application that it asked another database for. */
final class Counterparts {
  private final Migrations migrations;
  private final Capture capture;

  Counterparts(Migrations migrations, Capture capture) {
    this.migrations = migrations;
    this.capture = capture;
  }

  /**
   * Opens a connection to the other database than that of a migration.
   *
   * @throws SQLException that says why it can't be had, and what to do
   */
  HostConnection open(Migration migration, Phase phase) throws SQLException {
    try {
      return open(migrations.joinOpposite(migration), phase, phase.primary());
    } catch (UnknownDriverException e) {
      throw e;
    } catch (SQLException e) {
      throw Refusals.unreachable(phase, phase.primary(), e);
    }
  }

  /**
   * Opens a connection to the database that is the primary, for a driver of the application.
   *
   * @throws SQLException the driver's own
   */
  HostConnection open(ClassLoader driverLoader, Phase phase) throws SQLException {
    return open(migrations.join(driverLoader, phase.primary()), phase, phase.primary());
  }

  private HostConnection open(Migration joined, Phase phase, Side side) throws SQLException {
    boolean followed = false;
    try {
      Connection connection = joined.openForApplication();
      if (!(connection instanceof HostState)) {
        connection.close();
        throw new UnknownDriverException(phase, side, connection.getClass().getName());
      }
      HostConnection host = capture.follow((HostState) connection, joined);
      followed = true;
      return host;
    } finally {
      if (!followed) {
        migrations.left(joined);
      }
    }
  }
}
