package dev.dualwrite.command;

import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.Settings;
import dev.dualwrite.divergence.DivergenceLog;
import dev.dualwrite.mirror.MirrorLimits;
import dev.dualwrite.reconcile.Drain;
import dev.dualwrite.reconcile.DrainStatus;
import dev.dualwrite.reconcile.ReconcileReports;
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
  private final ConfiguredDatabases databases;

  ConfiguredDrainer(Settings settings, ClassLoader applicationLoader) {
    this.settings = settings;
    this.databases = new ConfiguredDatabases(settings, applicationLoader);
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
    return new Drain(
        state.queue(),
        databases.reconciler(databases.inTheirRoles()),
        () -> true,
        new ReconcileReports(log, settings::phase, settings.mirror(), settings.instance()),
        // Another instance of the application may be committing, as long as the agent lets it.
        MirrorLimits.of(settings).longestCommit(),
        Clock.systemUTC());
  }
}
