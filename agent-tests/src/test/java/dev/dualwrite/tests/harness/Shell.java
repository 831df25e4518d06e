package dev.dualwrite.tests.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs small programs of the operating system. */
final class Shell {
  private Shell() {}

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Runs a program to its end; fails with what it said when it didn't succeed. */
  static void run(String... command) throws IOException, InterruptedException {
    String failure = tryRun(List.of(command));
    if (!failure.isEmpty()) {
      throw new IOException(String.join(" ", command) + ": " + failure);
    }
  }

  /** Sends a signal, by its name, to processes that the tests have started. */
  static void signal(String name, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    // Some may have ended by themselves meanwhile; the others get it all the same.
    tryRun(command);
  }

  /** Returns what the program said when it failed, else nothing. */
  private static String tryRun(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    return exitCode == 0 ? "" : "exit code " + exitCode + " " + output;
  }
}
