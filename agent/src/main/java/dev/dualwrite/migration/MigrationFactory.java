package dev.dualwrite.migration;

import dev.dualwrite.check.Check;
import dev.dualwrite.check.CheckGate;
import dev.dualwrite.config.Endpoint;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.divergence.DivergenceSink;
import dev.dualwrite.endpoint.DriverLookup;
import dev.dualwrite.endpoint.EndpointConnections;
import dev.dualwrite.mirror.Breaker;
import dev.dualwrite.mirror.BreakerProbe;
import dev.dualwrite.mirror.CommittedKeys;
import dev.dualwrite.mirror.Mirror;
import dev.dualwrite.mirror.MirrorLimits;
import dev.dualwrite.mirror.MirrorReports;
import dev.dualwrite.mirror.RowCopy;
import dev.dualwrite.mirror.TwinSource;
import dev.dualwrite.mirror.Twins;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import dev.dualwrite.plan.Planner;
import dev.dualwrite.plan.PlannerOptions;
import dev.dualwrite.reconcile.Drain;
import dev.dualwrite.reconcile.DrainGate;
import dev.dualwrite.reconcile.ReconcileReports;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.rows.RowReader;
import dev.dualwrite.rows.RowWriter;
import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.state.State;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** Puts a migration together; opens no connection, and starts nothing. */
public final class MigrationFactory {
  private final Settings settings;
  private final CurrentPhase phase;
  private final DivergenceSink divergences;
  private final ExecutorService workers;
  private final ScheduledExecutorService scheduler;
  private final State state;
  private final CheckFactory checks;

  /**
   * Creates the factory.
   *
   * @param phase of all migrations that this makes
   * @param workers the threads that twins' workers run on, and what else may wait for a database
   * @param scheduler for what waits for nothing
   * @param state keeps what must not be lost
   */
  public MigrationFactory(
      Settings settings,
      CurrentPhase phase,
      DivergenceSink divergences,
      ExecutorService workers,
      ScheduledExecutorService scheduler,
      State state) {
    this.settings = settings;
    this.phase = phase;
    this.divergences = divergences;
    this.workers = workers;
    this.scheduler = scheduler;
    this.state = state;
    this.checks = new CheckFactory(settings, phase, divergences, state);
  }

  /** The phase of all migrations that this makes. */
  CurrentPhase phase() {
    return phase;
  }

  /**
   * Describes the old database for the connections of one driver.
   *
   * @param loader the class loader of the application's driver
   * @param learned how the application opens its connections, as far as that was seen
   */
  ApplicationDatabase oldDatabase(
      ClassLoader loader, Supplier<Optional<ConnectionSource>> learned) {
    Endpoint endpoint = settings.oldDatabase();
    DriverLookup driver = new DriverLookup(Side.OLD, endpoint, loader);
    ConnectionSource configured = new EndpointConnections(endpoint, driver);
    // Asked each time, since a data source tells how it opens connections only after it has opened
    // one.
    ConnectionSource asApplication =
        () -> learned.get().isPresent() ? learned.get().get().open() : configured.open();
    return database(
        Side.OLD,
        endpoint,
        driver,
        endpoint.username().isPresent() ? configured : asApplication,
        asApplication);
  }

  /** Describes the new database for the connections of one driver; empty if none is configured. */
  Optional<ApplicationDatabase> newDatabase(ClassLoader loader) {
    return settings
        .newDatabase()
        .map(
            endpoint -> {
              DriverLookup driver = new DriverLookup(Side.NEW, endpoint, loader);
              ConnectionSource configured = new EndpointConnections(endpoint, driver);
              return database(Side.NEW, endpoint, driver, configured, configured);
            });
  }

  private static ApplicationDatabase database(
      Side side,
      Endpoint endpoint,
      DriverLookup driver,
      ConnectionSource forAgent,
      ConnectionSource forApplication) {
    return new ApplicationDatabase(
        side,
        Secrets.mask(endpoint.url()),
        Dialects.forUrl(endpoint.url()),
        driver.loader(),
        forAgent,
        forApplication);
  }

  /**
   * Creates the migration for connections to one of the databases.
   *
   * @param primary where those connections lead
   * @param secondary the other one, if it is configured
   */
  Migration create(ApplicationDatabase primary, Optional<ApplicationDatabase> secondary) {
    Planner planner =
        new Planner(
            primary.dialect(),
            secondary.map(ApplicationDatabase::dialect).orElse(primary.dialect()),
            primary.schema(),
            PlannerOptions.of(settings, primary.side()));
    MirrorHandle mirror =
        secondary.map(follower -> mirror(primary, follower)).orElseGet(MirrorHandle::absent);
    return new Migration(settings, phase, primary, planner, mirror);
  }

  /** Has a worker load what a first migration and a first write need. */
  void warmUp() {
    workers.execute(new WarmUp(settings, this));
  }

  /** Closes a migration that nobody uses any more, without waiting for it. */
  void close(Migration idle) {
    workers.execute(idle::close);
  }

  private MirrorHandle mirror(ApplicationDatabase primary, ApplicationDatabase secondary) {
    String name = secondary.side().label();
    TwinSource source =
        new TwinSource(name, secondary.own(), settings.mirrorTimeout().dividedBy(2), scheduler);
    Breaker breaker =
        new Breaker(
            name + " database (" + secondary.url() + ")",
            settings.breakerFailures(),
            settings.breakerDelay());
    MirrorLimits limits = MirrorLimits.of(settings);
    Secondary follower =
        new Secondary(
            secondary.dialect(),
            secondary.schema(),
            primary.dialect(),
            primary.schema()::home,
            settings.mapping().from(primary.side()));
    Supplier<Reconciler> reconciler =
        () ->
            new Reconciler(
                primary.dialect(),
                primary.schema(),
                primary.own(),
                follower,
                secondary.own(),
                settings.mirrorTimeout());
    Optional<Check> check =
        checks.check(primary, secondary, reconciler, gate(primary.side(), breaker));
    Mirror mirror =
        new Mirror(
            new Twins(source, workers),
            new RowCopy(
                new RowReader(primary.dialect()), new RowWriter(secondary.dialect()), follower),
            breaker,
            state,
            new MirrorReports(divergences, settings.instance()),
            limits,
            settings.mirror(),
            check.map(Check::sample).orElse(CommittedKeys.IGNORED),
            settings.instance());
    return new MirrorHandle(
        mirror,
        source,
        secondary.schema(),
        secondary.driverLoader(),
        drain(reconciler.get(), () -> breaker.closed() && inCharge(primary.side()), limits),
        check,
        new BreakerProbe(breaker, secondary.own(), workers));
  }

  private CheckGate gate(Side side, Breaker breaker) {
    return new CheckGate() {
      @Override
      public boolean inCharge() {
        return MigrationFactory.this.inCharge(side);
      }

      @Override
      public boolean open() {
        return breaker.closed();
      }
    };
  }

  /** Of the two directions, one at most may heal what the other database lacks. */
  private boolean inCharge(Side side) {
    Phase now = phase.now();
    return now.mirrors() && now.primary() == side;
  }

  private Drain drain(Reconciler reconciler, DrainGate gate, MirrorLimits limits) {
    return new Drain(
        state.queue(),
        reconciler,
        gate,
        new ReconcileReports(divergences, phase::now, settings.mirror(), settings.instance()),
        limits.longestCommit(),
        Clock.systemUTC());
  }
}
