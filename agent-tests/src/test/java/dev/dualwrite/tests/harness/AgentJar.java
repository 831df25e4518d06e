package dev.dualwrite.tests.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** The jars that this build has made. */
public final class AgentJar {
  private AgentJar() {}

  /** Returns the agent's jar; fails, saying what to do, when the build hasn't made it. */
  public static Path path() {
    return built("dualwrite.tests.agent");
  }

  /** Returns the demo's jar; fails, saying what to do, when the build hasn't made it. */
  public static Path demo() {
    return built("dualwrite.tests.demo");
  }

  private static Path built(String property) {
    String value = System.getProperty(property);
    if (value == null || !Files.isRegularFile(Path.of(value))) {
      throw new AssertionError(
          "the jar " + value + " (property " + property + ") isn't there: run mvn verify");
    }
    return Path.of(value).toAbsolutePath().normalize();
  }
}
