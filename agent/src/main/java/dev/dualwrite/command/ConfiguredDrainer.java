package dev.dualwrite.command;

import dev.dualwrite.config.Endpoint;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.divergence.DivergenceLog;
import dev.dualwrite.endpoint.DriverLookup;
import dev.dualwrite.endpoint.EndpointConnections;
import dev.dualwrite.phase.Side;
import dev.dualwrite.reconcile.Drain;
import dev.dualwrite.reconcile.DrainStatus;
import dev.dualwrite.reconcile.ReconcileReports;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.schema.CachedSchema;
import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.schema.SchemaReader;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.state.State;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Drains a queue over the two databases of the configuration, with the users that it names. */
final class ConfiguredDrainer implements Drainer {
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  /** A database that isn't there now may be in a moment; one that can't be reached is told. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Settings settings;
  private final ClassLoader applicationLoader;

  ConfiguredDrainer(Settings settings, ClassLoader applicationLoader) {
    this.settings = settings;
    this.applicationLoader = applicationLoader;
  }

  @Override
  public void drain(State state, Duration atMost) throws CommandFailure {
    long begun = System.nanoTime();
    try (DivergenceLog log = new DivergenceLog(settings, settings.mirrorTimeout());
        Drain drain = drain(state, log)) {
      drain.start();
      while (state.queue().figures().queued() > 0 && System.nanoTime() - begun < atMost.toNanos()) {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
          requireDatabases(drain.status());
        }
      }
    }
  }

  private static void requireDatabases(DrainStatus status) throws CommandFailure {
    if (status.activity() != DrainStatus.Activity.PAUSED) {
      return;
    }
    List<String> errors =
        status.lastErrors().stream()
            .map(error -> Words.oneLine(error.toString()))
            .collect(Collectors.toList());
    throw new CommandFailure(
        "The queue can't be drained, since a database can't be used: "
            + Secrets.mask(String.join("; ", errors))
            + ". The command line needs dualwrite.old.username and its password, which the agent"
            + " learns from the application. The keys stay queued.");
  }

  private Drain drain(State state, DivergenceLog log) throws CommandFailure {
    Side side = settings.phase().primary();
    Endpoint primary = endpoint(side);
    Endpoint secondary = endpoint(side.other());
    Dialect primaryDialect = Dialects.forUrl(primary.url());
    Dialect secondaryDialect = Dialects.forUrl(secondary.url());
    ConnectionSource primaryConnections = connections(side, primary);
    ConnectionSource secondaryConnections = connections(side.other(), secondary);
    CachedSchema schema = new CachedSchema(new SchemaReader(primaryDialect, primaryConnections));
    CachedSchema secondarySchema =
        new CachedSchema(new SchemaReader(secondaryDialect, secondaryConnections));
    Reconciler reconciler =
        new Reconciler(
            primaryDialect,
            schema,
            primaryConnections,
            new Secondary(secondaryDialect, secondarySchema, primaryDialect, schema::home),
            secondaryConnections,
            settings.mirrorTimeout());
    return new Drain(
        state.queue(),
        reconciler,
        () -> true,
        new ReconcileReports(log, settings::phase, settings.instance()),
        settings.mirrorTimeout().multipliedBy(2),
        Clock.systemUTC());
  }

  private ConnectionSource connections(Side side, Endpoint endpoint) {
    return new EndpointConnections(endpoint, new DriverLookup(side, endpoint, applicationLoader));
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
                        "Keys are queued, but dualwrite.new.url isn't set, so there is no other"
                            + " database to reconcile them with."));
    }
    throw new AssertionError(side);
  }
}
