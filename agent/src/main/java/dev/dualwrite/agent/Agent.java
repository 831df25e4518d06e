package dev.dualwrite.agent;

import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.MappingProblems;
import dev.dualwrite.config.OnConfigError;
import dev.dualwrite.config.Settings;
import dev.dualwrite.config.SettingsLoader;
import dev.dualwrite.config.WritableFolders;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.instrumentation.Installer;
import dev.dualwrite.logging.AgentLog;
import dev.dualwrite.migration.MappingAtStart;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.State;
import dev.dualwrite.state.StateInUseException;
import dev.dualwrite.transition.StartingPhase;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Clock;

/** The agent of one JVM. */
public final class Agent {
  private Agent() {}

  /**
   * Starts the agent, or says why it can't; the application starts in any case, unless {@code
   * dualwrite.on-config-error=fail}.
   *
   * <p>What takes time is done beside the application's own start: its first call of a driver waits
   * until that is over.
   *
   * @param arguments the path of the properties file
   */
  public static void start(String arguments, Instrumentation instrumentation) {
    try {
      Path file = Path.of(arguments == null ? "" : arguments);
      Settings settings = load(file);
      AgentLog.configure(settings.logLevel(), settings.log());
      AwaitedHandler handler = new AwaitedHandler();
      JdbcHooks.install(handler);
      // Before any driver is loaded, which holding the mapping against the databases does.
      Installer.install(instrumentation, settings.driversInclude()::matches);
      if (settings.onConfigError() == OnConfigError.FAIL) {
        startNow(settings, file, handler);
      }
      Runtime.getRuntime()
          .addShutdownHook(AgentThreads.named("shutdown").newThread(handler::endAgent));
      if (!handler.isStarted()) {
        AgentThreads.named("start").newThread(() -> startBeside(settings, file, handler)).start();
      }
    } catch (ConfigurationException e) {
      refuse(e, System.err);
    }
  }

  private static void startNow(Settings settings, Path file, AwaitedHandler handler)
      throws ConfigurationException {
    try {
      MappingAtStart.require(settings);
      State state = open(settings);
      RunningAgent agent =
          RunningAgent.start(settings, file, state, startingPhase(settings, state));
      handler.started(agent.handler(), agent::end);
    } finally {
      handler.startIsOver();
    }
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

  private static void startBeside(Settings settings, Path file, AwaitedHandler handler) {
    try {
      startNow(settings, file, handler);
    } catch (ConfigurationException e) {
      refuse(e, System.err);
    } catch (RuntimeException | Error failure) {
      System.err.println(
          "dualwrite: the agent could not start, the application runs without it: " + failure);
    }
  }
}
