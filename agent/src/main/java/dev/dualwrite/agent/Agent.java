package dev.dualwrite.agent;

import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.capture.Capture;
import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.OnConfigError;
import dev.dualwrite.config.Settings;
import dev.dualwrite.config.SettingsLoader;
import dev.dualwrite.config.WritableFolders;
import dev.dualwrite.divergence.DivergenceLog;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.instrumentation.Installer;
import dev.dualwrite.logging.AgentLog;
import dev.dualwrite.migration.MigrationFactory;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.mirror.BreakerProbe;
import dev.dualwrite.operations.Audit;
import dev.dualwrite.operations.LastErrors;
import dev.dualwrite.operations.MigrationsStatus;
import dev.dualwrite.operations.Operations;
import dev.dualwrite.operations.RetryScope;
import dev.dualwrite.operations.StateStatus;
import dev.dualwrite.operations.StatusSource;
import dev.dualwrite.state.State;
import dev.dualwrite.state.StateInUseException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
      Settings settings = load(arguments);
      AgentLog.configure(settings.logLevel(), settings.log());
      start(settings, instrumentation);
    } catch (ConfigurationException e) {
      refuse(e, System.err);
    }
  }

  private static Settings load(String arguments) throws ConfigurationException {
    Settings settings =
        SettingsLoader.ofThisProcess().load(Path.of(arguments == null ? "" : arguments));
    WritableFolders.require(settings);
    return settings;
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

  private static void start(Settings settings, Instrumentation instrumentation) {
    DivergenceLog divergences = new DivergenceLog(settings, settings.mirrorTimeout());
    LastErrors errors = new LastErrors(divergences);
    BreakerProbe probe = new BreakerProbe();
    Migrations migrations =
        new Migrations(
            settings, new MigrationFactory(settings, errors, AgentThreads.workers("twin"), probe));
    Maintenance.start(probe, migrations, LINGER);
    Optional<State> state = openState(settings);
    Audit audit = new Audit(settings, Clock.systemUTC());
    Operations operations = operations(settings, audit, errors, migrations, state);
    operations.start();
    Runtime.getRuntime()
        .addShutdownHook(
            AgentThreads.named("shutdown").newThread(() -> end(operations, state, divergences)));
    JdbcHooks.install(
        new Capture(migrations, audit, settings.streamMemory(), settings.streamMax()));
    Installer.install(instrumentation, settings.driversInclude()::matches);
    logger.info("Dualwrite is attached in phase {}", settings.phase());
  }

  /** Without its state the application starts all the same. */
  private static Optional<State> openState(Settings settings) {
    try {
      return Optional.of(
          State.open(settings.stateDir(), settings.instance(), settings.stateSync()));
    } catch (StateInUseException inUse) {
      logger.error("{} Nothing of this process is kept there.", inUse.getMessage());
    } catch (IOException | RuntimeException unusable) {
      logger.error(
          "The folder {} (dualwrite.state.dir) can't be used, so that nothing is kept there",
          settings.stateDir().toAbsolutePath(),
          unusable);
    }
    return Optional.empty();
  }

  private static Operations operations(
      Settings settings,
      Audit audit,
      LastErrors errors,
      Migrations migrations,
      Optional<State> state) {
    List<StatusSource> sources = new ArrayList<>();
    sources.add(new MigrationsStatus(settings, migrations));
    sources.add(errors);
    state.ifPresent(present -> sources.add(new StateStatus(present, () -> 0, Clock.systemUTC())));
    return new Operations(
        settings,
        audit,
        sources,
        scope ->
            scope == RetryScope.QUEUED ? 0 : state.map(each -> each.queue().unpark()).orElse(0),
        state.map(present -> present.documents()::put),
        Clock.systemUTC());
  }

  private static void told(boolean flushed) {
    if (!flushed) {
      logger.warn("The last status could not be written in {} s", FLUSH.toSeconds());
    }
  }

  private static void end(Operations operations, Optional<State> state, DivergenceLog divergences) {
    operations.close();
    // Not closed: what commits until the last moment still has its intent.
    state.ifPresent(present -> told(present.flush(FLUSH)));
    divergences.close();
  }
}
