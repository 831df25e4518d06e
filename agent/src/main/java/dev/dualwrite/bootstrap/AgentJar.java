package dev.dualwrite.bootstrap;

import java.io.File;
import java.net.URISyntaxException;
import java.security.CodeSource;

/** Finds the jar that the agent was started from. */
final class AgentJar {
  private AgentJar() {}

  static File locate(Class<?> entryPoint) {
    CodeSource source = entryPoint.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException(
          entryPoint + " has no code source; start Dualwrite from dualwrite-agent.jar");
    }
    try {
      File jar = new File(source.getLocation().toURI());
      if (!jar.isFile()) {
        throw new IllegalStateException(
            jar + " is not a jar file; start Dualwrite from dualwrite-agent.jar");
      }
      return jar;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(
          "the agent's location is not a file: " + source.getLocation(), e);
    }
  }
}
