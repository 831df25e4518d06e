package dev.dualwrite.agent;

import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.capture.Capture;
import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.MappingProblems;
import dev.dualwrite.config.OnConfigError;
import dev.dualwrite.config.PhaseFile;
import dev.dualwrite.config.Settings;
import dev.dualwrite.config.SettingsLoader;
import dev.dualwrite.config.WritableFolders;
import dev.dualwrite.divergence.DivergenceLog;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.instrumentation.Installer;
import dev.dualwrite.logging.AgentLog;
import dev.dualwrite.migration.MappingAtStart;
import dev.dualwrite.migration.MigrationFactory;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.mirror.BreakerProbe;
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
import dev.dualwrite.state.StateInUseException;
import dev.dualwrite.transition.PhaseDesk;
import dev.dualwrite.transition.StartingPhase;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent of one JVM. */
public final class Agent {
  private static final Logger logger = LoggerFactory.getLogger(Agent.class);
  private static final Duration FLUSH = Duration.ofSeconds(5);
  private static final Duration LINGER = Duration.ofSeconds(15);

  private Agent() {}

  /**
   * Starts the agent, or says why it can't; the application starts in any case, unless {@code
   * dualwrite.on-config-error=fail}.
   *
   * @param arguments the path of the properties file
   */
  public static void start(String arguments, Instrumentation instrumentation) {
    try {
      Path file = Path.of(arguments == null ? "" : arguments);
      Settings settings = load(file);
      AgentLog.configure(settings.logLevel(), settings.log());
      // Before any driver is loaded, which holding the mapping against the databases does.
      Installer.install(instrumentation, settings.driversInclude()::matches);
      MappingAtStart.require(settings);
      State state = open(settings);
      start(settings, file, state, startingPhase(settings, state));
    } catch (ConfigurationException e) {
      refuse(e, System.err);
    }
  }

  private static Settings load(Path file) throws ConfigurationException {
    Settings settings = SettingsLoader.ofThisProcess().load(file);
    WritableFolders.require(settings);
    return settings;
  }

  private static State open(Settings settings) throws ConfigurationException {
    try {
      return State.open(settings.stateDir(), settings.instance(), settings.stateSync());
    } catch (StateInUseException | IOException e) {
      throw WritableFolders.unusableState(settings, e.getMessage());
    }
  }

  private static void refuse(ConfigurationException problem, PrintStream err) {
    err.println("dualwrite: " + problem.getMessage());
    if (problem.onConfigError() == OnConfigError.FAIL) {
      err.println("dualwrite: the application is not started (dualwrite.on-config-error=fail)");
      System.exit(1);
    }
    err.println(
        "dualwrite: the application starts WITHOUT mirroring; set dualwrite.on-config-error=fail to stop it instead");
  }

  private static void start(Settings settings, Path file, State state, Phase startingPhase) {
    DivergenceLog divergences = new DivergenceLog(settings, settings.mirrorTimeout());
    LastErrors errors = new LastErrors(divergences);
    BreakerProbe probe = new BreakerProbe();
    CurrentPhase phase = new CurrentPhase(startingPhase);
    Migrations migrations =
        new Migrations(
            settings,
            new MigrationFactory(
                settings, phase, errors, AgentThreads.workers("twin"), probe, state));
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
            new PhaseControl(desk.serve(() -> !migrations.active().isEmpty())));
    Maintenance.start(probe, migrations, LINGER);
    operations.start();
    Runtime.getRuntime()
        .addShutdownHook(
            AgentThreads.named("shutdown").newThread(() -> end(operations, state, divergences)));
    Capture capture = new Capture(migrations, audit, settings.streamMemory(), settings.streamMax());
    JdbcHooks.install(new Router(migrations, capture));
    logger.info("Dualwrite is attached in phase {}", phase.now());
  }

  /** The file may have been found valid for another phase than the one that is in force. */
  private static Phase startingPhase(Settings settings, State state) throws ConfigurationException {
    Phase phase = StartingPhase.decide(settings, state, Clock.systemUTC());
    try {
      MappingProblems.requireRoutable(settings, phase);
      return phase;
    } catch (ConfigurationException unroutable) {
      state.close();
      throw unroutable;
    }
  }

  private static Operations operations(
      Settings settings,
      Audit audit,
      LastErrors errors,
      Migrations migrations,
      State state,
      PhaseControl phase) {
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
            Clock.systemUTC());
    return operations.recordingVerifications(new VerifyRecorder(state));
  }

  /**
   * The state isn't closed, and draining goes on: the application's threads may still commit, and a
   * database that hangs must not hold up the end.
   */
  private static void end(Operations operations, State state, DivergenceLog divergences) {
    operations.close();
    if (!state.flush(FLUSH)) {
      logger.warn("The last status could not be written in {} s", FLUSH.toSeconds());
    }
    divergences.close();
  }
}
