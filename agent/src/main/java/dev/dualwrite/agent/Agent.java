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
import dev.dualwrite.route.Router;
import dev.dualwrite.state.State;
import dev.dualwrite.state.StateInUseException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent of one JVM. */
public final class Agent {
  private static final Logger logger = LoggerFactory.getLogger(Agent.class);
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
      start(settings, open(settings), instrumentation);
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

  private static void start(Settings settings, State state, Instrumentation instrumentation) {
    DivergenceLog divergences = new DivergenceLog(settings, settings.mirrorTimeout());
    BreakerProbe probe = new BreakerProbe();
    Migrations migrations =
        new Migrations(
            settings,
            new MigrationFactory(
                settings, divergences, AgentThreads.workers("twin"), probe, state));
    Maintenance.start(probe, migrations, LINGER);
    Runtime.getRuntime()
        .addShutdownHook(
            AgentThreads.named("shutdown")
                .newThread(
                    () -> {
                      divergences.close();
                      state.close();
                    }));
    Capture capture = new Capture(migrations, settings.streamMemory(), settings.streamMax());
    JdbcHooks.install(new Router(migrations, capture));
    Installer.install(instrumentation, settings.driversInclude()::matches);
    logger.info("Dualwrite is attached in phase {}", settings.phase());
  }
}
