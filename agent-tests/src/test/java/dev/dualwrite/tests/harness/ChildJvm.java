package dev.dualwrite.tests.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts a main class or a jar in a JVM of its own, with the agent or bare. */
public final class ChildJvm {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final List<String> program;
  private final List<String> arguments = new ArrayList<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path javaHome = Jdk.running();
  private Path folder = Path.of("").toAbsolutePath();

  private ChildJvm(List<String> program) {
    this.program = program;
  }

  /** Runs a class of the tests on their own class path. */
  public static ChildJvm of(Class<?> main) {
    return of(main, System.getProperty("java.class.path"));
  }

  public static ChildJvm of(Class<?> main, String classPath) {
    return new ChildJvm(List.of("-cp", classPath, main.getName()));
  }

  /** Runs an executable jar. */
  public static ChildJvm ofJar(Path jar) {
    return new ChildJvm(List.of("-jar", jar.toString()));
  }

  /** Attaches the agent. */
  public ChildJvm agent(Path properties) {
    return option("-javaagent:" + AgentJar.path() + "=" + properties);
  }

  public ChildJvm option(String option) {
    jvmOptions.add(option);
    return this;
  }

  public ChildJvm arguments(Object... values) {
    for (Object value : values) {
      arguments.add(String.valueOf(value));
    }
    return this;
  }

  /** Passes a database's URL, user and password as three arguments. */
  public ChildJvm database(Database database) {
    return arguments(database.url(), database.user(), database.password());
  }

  public ChildJvm environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public ChildJvm javaHome(Path home) {
    javaHome = home;
    return this;
  }

  public ChildJvm folder(Path workingFolder) {
    folder = workingFolder;
    return this;
  }

  /** Starts the child; the caller closes it. */
  public RunningChild start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    // Many short lives on few cores: start fast rather than run fast.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(jvmOptions);
    command.addAll(program);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    return new RunningChild(builder.start());
  }

  /** Runs the child to its end, at most 4 minutes. */
  public Outcome run() throws Exception {
    try (RunningChild child = start()) {
      return child.awaitEnd(LIMIT);
    }
  }

  /** What a child left behind. */
  public record Outcome(int exitCode, String output, String errors) {
    /** Returns the output; fails with the end of what the child said unless it ended with 0. */
    public String success() {
      if (exitCode != 0) {
        throw new AssertionError("exit code " + exitCode + "\n" + tail(output) + tail(errors));
      }
      return output;
    }

    private static String tail(String text) {
      return text.substring(Math.max(0, text.length() - 4_000));
    }
  }
}
