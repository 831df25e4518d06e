package dev.dualwrite.bootstrap;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * Starts the agent proper, which lives behind {@link AgentClassLoader}, where the application can't
 * see it.
 */
public final class AgentLauncher {
  private static final String AGENT = "dev.dualwrite.agent.Agent";

  private AgentLauncher() {}

  /**
   * Loads the agent and hands it the JVM's instrumentation service.
   *
   * @throws IOException when the jar can't be read
   * @throws ReflectiveOperationException when the jar doesn't hold the agent
   */
  public static void launch(String arguments, Instrumentation instrumentation, File jar)
      throws IOException, ReflectiveOperationException {
    AgentClassLoader loader = new AgentClassLoader(jar);
    Class<?> agent = Class.forName(AGENT, true, loader);
    agent
        .getMethod("start", String.class, Instrumentation.class)
        .invoke(null, arguments, instrumentation);
  }
}
