package dev.dualwrite.agent;

import dev.dualwrite.bootstrap.HookHandler;
import dev.dualwrite.capture.Capture;
import dev.dualwrite.config.PhaseFile;
import dev.dualwrite.config.Settings;
import dev.dualwrite.divergence.DivergenceLog;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.migration.MigrationFactory;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.operations.Audit;
import dev.dualwrite.operations.LastErrors;
import dev.dualwrite.operations.MigrationsStatus;
import dev.dualwrite.operations.Operations;
import dev.dualwrite.operations.PhaseControl;
import dev.dualwrite.operations.QueueRetry;
import dev.dualwrite.operations.StateStatus;
import dev.dualwrite.operations.VerifyRecorder;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.route.Router;
import dev.dualwrite.state.State;
import dev.dualwrite.transition.PhaseDesk;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of the agent, put together and running. */
final class RunningAgent {
  private static final Logger logger = LoggerFactory.getLogger(RunningAgent.class);
  private static final Duration FLUSH = Duration.ofSeconds(5);
  private static final Duration LINGER = Duration.ofSeconds(15);

  private final Operations operations;
  private final State state;
  private final DivergenceLog divergences;
  private final HookHandler handler;

  private RunningAgent(
      Operations operations, State state, DivergenceLog divergences, HookHandler handler) {
    this.operations = operations;
    this.state = state;
    this.divergences = divergences;
    this.handler = handler;
  }

  /** Puts the parts together and starts those that have threads. */
  static RunningAgent start(Settings settings, Path file, State state, Phase startingPhase) {
    DivergenceLog divergences = new DivergenceLog(settings, settings.mirrorTimeout());
    LastErrors errors = new LastErrors(divergences);
    ScheduledExecutorService scheduler = AgentThreads.scheduler("maintenance");
    CurrentPhase phase = new CurrentPhase(startingPhase);
    Migrations migrations =
        new Migrations(
            settings,
            new MigrationFactory(
                settings, phase, errors, AgentThreads.workers("twin"), scheduler, state));
    migrations.warmUp();
    Audit audit = new Audit(settings, Clock.systemUTC());
    PhaseDesk desk =
        PhaseDesk.of(
            settings,
            new PhaseFile(file),
            phase,
            state,
            migrations::database,
            migrations::phaseChanged,
            Clock.systemUTC());
    Operations operations =
        operations(
            settings,
            audit,
            errors,
            migrations,
            state,
            new PhaseControl(desk.serve(() -> !migrations.active().isEmpty())),
            scheduler);
    Maintenance.start(scheduler, migrations, LINGER);
    operations.start();
    Capture capture = new Capture(migrations, audit, settings.streamMemory(), settings.streamMax());
    logger.info("Dualwrite is attached in phase {}", phase.now());
    return new RunningAgent(operations, state, divergences, new Router(migrations, capture));
  }

  /** What the hooks call. */
  HookHandler handler() {
    return handler;
  }

  private static Operations operations(
      Settings settings,
      Audit audit,
      LastErrors errors,
      Migrations migrations,
      State state,
      PhaseControl phase,
      ScheduledExecutorService scheduler) {
    Operations operations =
        new Operations(
            settings,
            audit,
            List.of(
                new MigrationsStatus(settings, migrations),
                errors,
                new StateStatus(state, migrations::drainedPerSecond, Clock.systemUTC())),
            new QueueRetry(state.queue()),
            Optional.of(phase),
            Optional.of(state.documents()::put),
            Clock.systemUTC(),
            scheduler);
    return operations.recordingVerifications(new VerifyRecorder(state));
  }

  /**
   * The JVM ends. The state isn't closed, the scheduler neither, and draining goes on: the
   * application's threads may still commit, and a database that hangs must not hold up the end.
   */
  void end() {
    operations.close();
    if (!state.flush(FLUSH)) {
      logger.warn("The last status could not be written in {} s", FLUSH.toSeconds());
    }
    divergences.close();
  }
}
