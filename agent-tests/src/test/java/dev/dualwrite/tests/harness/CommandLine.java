package dev.dualwrite.tests.harness;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.tests.harness.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The agent's command line, in a JVM of its own. */
public record CommandLine(Path config) {

  /** Returns a command that hasn't been started. */
  public ChildJvm command(String... arguments) {
    ChildJvm command = ChildJvm.ofJar(AgentJar.path()).arguments((Object[]) arguments);
    return command.arguments("--config", config);
  }

  /** Runs a command to its end. */
  public Outcome run(String... arguments) throws Exception {
    return command(arguments).run();
  }

  /** Runs a command that prints JSON and ends with one of 0 and 1. */
  public Map<String, Object> json(int exitCode, String... arguments) throws Exception {
    Outcome outcome = command(arguments).arguments("--json").run();
    if (outcome.exitCode() != exitCode) {
      throw new AssertionError("expected exit code " + exitCode + ", got " + outcome);
    }
    return parse(outcome.output());
  }

  private static Map<String, Object> parse(String text) throws IOException {
    return JSON.std.mapFrom(text);
  }
}
