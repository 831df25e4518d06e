package dev.dualwrite.bootstrap;

/** Entry point of the command line, {@code java -jar dualwrite-agent.jar COMMAND}. */
public final class Main {
  private static final String COMMAND_LINE = "dev.dualwrite.command.CommandLineMain";

  private Main() {}

  /**
   * Runs one command and ends the JVM with its exit code.
   *
   * @throws Exception when the jar is not the whole agent
   */
  public static void main(String[] arguments) throws Exception {
    AgentClassLoader loader = new AgentClassLoader(AgentJar.locate(Main.class));
    Class<?> commandLine = Class.forName(COMMAND_LINE, true, loader);
    Thread.currentThread().setContextClassLoader(loader);
    Object exitCode =
        commandLine
            .getMethod("run", String[].class, ClassLoader.class)
            .invoke(null, arguments, Main.class.getClassLoader());
    System.exit((Integer) exitCode);
  }
}
