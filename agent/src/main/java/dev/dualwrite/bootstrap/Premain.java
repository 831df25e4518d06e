package dev.dualwrite.bootstrap;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.jar.JarFile;

/**
 * Entry point of {@code -javaagent}: makes the hooks visible to every class loader, then starts the
 * agent in a class loader of its own.
 */
public final class Premain {
  private Premain() {}

  /**
   * Called by the JVM before the application's main class.
   *
   * @param arguments the path of the properties file, as written after {@code =}
   * @param instrumentation the JVM's instrumentation service
   */
  public static void premain(String arguments, Instrumentation instrumentation) {
    try {
      File jar = AgentJar.locate(Premain.class);
      try (JarFile bootstrap = new JarFile(jar)) {
        BootstrapClasses.define(instrumentation, bootstrap);
      }
      AgentLauncher.launch(arguments, instrumentation, jar);
    } catch (Throwable failure) {
      // The application must start, whatever is wrong with the agent.
      System.err.println(
          "dualwrite: the agent could not start, the application runs without it: " + failure);
    }
  }
}
