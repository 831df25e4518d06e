package dev.dualwrite.bench.run;

import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A JVM that is to be measured: compiled as in production, with a short class path. */
public final class Jvm {
  private static final List<String> JARS = List.of("h2-", "postgresql-", "byte-buddy-", "slf4j-");

  private final Class<?> main;
  private final List<String> options = new ArrayList<>();

  private Jvm(Class<?> main) {
    this.main = main;
  }

  public static Jvm of(Class<?> main) {
    return new Jvm(main);
  }

  /** Adds options; changes and returns this. */
  public Jvm options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Attaches the agent; changes and returns this. */
  public Jvm agent(AgentSetup setup, Backend backend, DatabasePair pair, Path folder)
      throws IOException {
    return options(setup.option(backend, pair, folder));
  }

  /** Starts it; its errors go where those of this JVM go. */
  public Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Jdk.running().resolve("bin/java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Runs it to its end, and returns what it printed. */
  public String run(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(main.getSimpleName() + " ended with " + process.exitValue());
    }
    return output;
  }

  /** What ShardingSphere brings along would be searched for drivers at each start. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.endsWith(".jar") || isNeeded(Path.of(entry).getFileName()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isNeeded(Path jar) {
    return JARS.stream().anyMatch(jar.toString()::startsWith);
  }
}
