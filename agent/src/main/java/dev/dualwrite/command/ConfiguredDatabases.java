package dev.dualwrite.command;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Endpoint;
import dev.dualwrite.config.MappingProblems;
import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.endpoint.DriverLookup;
import dev.dualwrite.endpoint.EndpointConnections;
import dev.dualwrite.phase.Side;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.schema.Database;
import dev.dualwrite.verify.DatabasesToVerify;
import dev.dualwrite.verify.VerifiedDatabase;

/** The two databases of a configuration, with the users that it names. */
final class ConfiguredDatabases {
  private final Settings settings;
  private final ClassLoader applicationLoader;

  ConfiguredDatabases(Settings settings, ClassLoader applicationLoader) {
    this.settings = settings;
    this.applicationLoader = applicationLoader;
  }

  /** Returns both in the roles that the phase gives them; nothing is opened yet. */
  DatabasesToVerify inTheirRoles() throws CommandFailure {
    try {
      MappingProblems.requireRoutable(settings, settings.phase());
    } catch (ConfigurationException unroutable) {
      throw new CommandFailure(unroutable.getMessage());
    }
    Side primary = settings.phase().primary();
    return new DatabasesToVerify(
        new VerifiedDatabase(database(primary)),
        new VerifiedDatabase(database(primary.other())),
        settings.mapping());
  }

  /** Returns one of them; nothing is opened yet. */
  Database database(Side side) throws CommandFailure {
    Endpoint endpoint = endpoint(side);
    return Database.of(
        side,
        Dialects.forUrl(endpoint.url()),
        new EndpointConnections(endpoint, new DriverLookup(side, endpoint, applicationLoader)));
  }

  /** Returns what copies rows from the primary to the secondary. */
  Reconciler reconciler(DatabasesToVerify databases) {
    return new Reconciler(
        databases.primary().dialect(),
        databases.primary().schema(),
        databases.primary().connections(),
        databases.counterparts(),
        databases.secondary().connections(),
        settings.mirrorTimeout());
  }

  private Endpoint endpoint(Side side) throws CommandFailure {
    switch (side) {
      case OLD:
        return settings.oldDatabase();
      case NEW:
        return settings
            .newDatabase()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "dualwrite.new.url isn't set, so there is no other database. Set it, with"
                            + " its username and password."));
    }
    throw new AssertionError(side);
  }
}
