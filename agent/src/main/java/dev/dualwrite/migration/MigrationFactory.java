package dev.dualwrite.migration;

import dev.dualwrite.config.Endpoint;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.divergence.DivergenceSink;
import dev.dualwrite.endpoint.DriverLookup;
import dev.dualwrite.endpoint.EndpointConnections;
import dev.dualwrite.mirror.Breaker;
import dev.dualwrite.mirror.BreakerProbe;
import dev.dualwrite.mirror.Mirror;
import dev.dualwrite.mirror.MirrorLimits;
import dev.dualwrite.mirror.MirrorReports;
import dev.dualwrite.mirror.RowCopy;
import dev.dualwrite.mirror.TwinSource;
import dev.dualwrite.mirror.Twins;
import dev.dualwrite.phase.Side;
import dev.dualwrite.plan.Planner;
import dev.dualwrite.plan.PlannerOptions;
import dev.dualwrite.reconcile.Drain;
import dev.dualwrite.reconcile.ReconcileReports;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.rows.RowReader;
import dev.dualwrite.rows.RowWriter;
import dev.dualwrite.schema.CachedSchema;
import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.schema.SchemaReader;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.state.State;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Puts a migration together; opens no connection. */
public final class MigrationFactory {
  private final Settings settings;
  private final DivergenceSink divergences;
  private final ExecutorService workers;
  private final BreakerProbe probe;
  private final State state;

  /**
   * Creates the factory.
   *
   * @param workers the threads that twins' workers run on
   * @param probe asks databases that didn't answer
   * @param state keeps what must not be lost
   */
  public MigrationFactory(
      Settings settings,
      DivergenceSink divergences,
      ExecutorService workers,
      BreakerProbe probe,
      State state) {
    this.settings = settings;
    this.divergences = divergences;
    this.workers = workers;
    this.probe = probe;
    this.state = state;
  }

  /**
   * Creates the migration for the connections of one driver.
   *
   * @param loader the class loader of the application's driver
   * @param url the application's URL, as its connections tell it
   * @param learned how the application opens its connections, as far as that was seen
   */
  Migration create(ClassLoader loader, String url, Supplier<Optional<ConnectionSource>> learned) {
    Dialect primary = Dialects.forUrl(url);
    OwnConnections own = ownConnections(loader, learned);
    CachedSchema schema = new CachedSchema(new SchemaReader(primary, own));
    Dialect secondary =
        settings.newDatabase().map(endpoint -> Dialects.forUrl(endpoint.url())).orElse(primary);
    Planner planner = new Planner(primary, secondary, schema, PlannerOptions.of(settings));
    workers.execute(planner::warmUp);
    MirrorHandle mirror =
        settings
            .newDatabase()
            .map(endpoint -> mirror(loader, primary, own, schema, secondary, endpoint))
            .orElseGet(MirrorHandle::absent);
    return new Migration(settings, primary, own, schema, planner, mirror);
  }

  private OwnConnections ownConnections(
      ClassLoader loader, Supplier<Optional<ConnectionSource>> learned) {
    Endpoint old = settings.oldDatabase();
    ConnectionSource configured =
        new EndpointConnections(old, new DriverLookup(Side.OLD, old, loader));
    if (old.username().isPresent()) {
      return new OwnConnections(configured);
    }
    // Asked each time, since a data source tells how it opens connections only after it has opened
    // one.
    return new OwnConnections(
        () -> learned.get().isPresent() ? learned.get().get().open() : configured.open());
  }

  private MirrorHandle mirror(
      ClassLoader loader,
      Dialect primary,
      ConnectionSource primaryConnections,
      CachedSchema primarySchema,
      Dialect secondary,
      Endpoint endpoint) {
    DriverLookup driver = new DriverLookup(Side.NEW, endpoint, loader);
    OwnConnections connections = new OwnConnections(new EndpointConnections(endpoint, driver));
    CachedSchema schema = new CachedSchema(new SchemaReader(secondary, connections));
    TwinSource source = new TwinSource("new", connections, settings.mirrorTimeout().dividedBy(2));
    Breaker breaker =
        new Breaker(
            "new database (" + Secrets.mask(endpoint.url()) + ")",
            settings.breakerFailures(),
            settings.breakerDelay());
    probe.watch(breaker, connections);
    MirrorLimits limits = MirrorLimits.of(settings);
    Secondary follower = new Secondary(secondary, schema, primary, primarySchema::home);
    Mirror mirror =
        new Mirror(
            new Twins(source, workers),
            new RowCopy(new RowReader(primary), new RowWriter(secondary), follower),
            breaker,
            state,
            new MirrorReports(divergences, settings.instance()),
            limits,
            settings.mirror(),
            settings.instance());
    Drain drain =
        drain(
            new Reconciler(
                primary,
                primarySchema,
                primaryConnections,
                follower,
                connections,
                settings.mirrorTimeout()),
            breaker,
            limits);
    return new MirrorHandle(mirror, source, schema, driver.loader(), drain);
  }

  private Drain drain(Reconciler reconciler, Breaker breaker, MirrorLimits limits) {
    Drain drain =
        new Drain(
            state.queue(),
            reconciler,
            breaker::closed,
            new ReconcileReports(
                divergences, settings::phase, settings.mirror(), settings.instance()),
            limits.longestCommit(),
            Clock.systemUTC());
    if (settings.phase().mirrors()) {
      drain.start();
    }
    return drain;
  }
}
