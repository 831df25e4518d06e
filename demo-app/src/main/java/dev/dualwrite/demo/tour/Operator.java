package dev.dualwrite.demo.tour;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Uses the agent's command line, each command in a process of its own. */
final class Operator {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Path agentJar;
  private final Path properties;
  private final Path errors;

  Operator(Path agentJar, Path properties, Path errors) {
    this.agentJar = agentJar;
    this.properties = properties;
    this.errors = errors;
  }

  /** Runs a command that has to end with 0, and returns what it printed. */
  Answer run(String... arguments) throws IOException, InterruptedException, TourFailedException {
    return run(0, arguments);
  }

  /** Runs a command that has to end with a given code, and returns what it printed. */
  Answer run(int exitCode, String... arguments)
      throws IOException, InterruptedException, TourFailedException {
    Ended ended = start(arguments);
    TourFailedException.unless(
        ended.exitCode() == exitCode,
        String.format(
            "the command %s ended with %d instead of %d, and %s",
            String.join(" ", arguments),
            ended.exitCode(),
            exitCode,
            ended.output().isBlank() ? Files.readString(errors) : ended.output()));
    return Answer.parse(ended.output());
  }

  /** Looks at {@code status} until it is as expected, for a minute at most; returns the last. */
  Answer awaitStatus(Predicate<Answer> expected, String what)
      throws IOException, InterruptedException, TourFailedException {
    long begun = System.nanoTime();
    Answer status = status();
    while (!expected.test(status)) {
      TourFailedException.unless(
          System.nanoTime() - begun < PATIENCE.toNanos(),
          "it wasn't so within " + PATIENCE.toSeconds() + " s that " + what + ": " + status);
      Thread.sleep(BETWEEN_LOOKS.toMillis());
      status = status();
    }
    return status;
  }

  /** What the application says, whether it is clean (exit code 0) or not (1). */
  Answer status() throws IOException, InterruptedException, TourFailedException {
    Ended ended = start("status");
    TourFailedException.unless(
        ended.exitCode() <= 1, "status ended with " + ended.exitCode() + ": " + ended.output());
    return Answer.parse(ended.output());
  }

  private record Ended(int exitCode, String output) {}

  private Ended start(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                // A short life: start fast rather than run fast.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                agentJar.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--config", properties.toString(), "--json"));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Ended(process.waitFor(), output);
  }
}
