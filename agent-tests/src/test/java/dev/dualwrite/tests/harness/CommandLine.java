package dev.dualwrite.tests.harness;

import java.nio.file.Path;

/** The agent's command line, on a configuration file. */
public final class CommandLine {
  private CommandLine() {}

  /** Runs a command to its end. */
  public static ChildJvm.Outcome run(Path config, String command, Object... arguments)
      throws Exception {
    return ChildJvm.ofJar(AgentJar.path())
        .arguments(command, "--config", config)
        .arguments(arguments)
        .run();
  }
}
