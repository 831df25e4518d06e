package dev.dualwrite.bench.latency;

import dev.dualwrite.bench.run.Backend;
import dev.dualwrite.bench.run.Jvm;
import dev.dualwrite.tests.harness.DatabasePair;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A running {@link LatencyApp}, as the bench sees it. */
final class LatencyChild implements AutoCloseable {
  private final Rival rival;
  private final Process process;
  private final BufferedReader output;
  private final Writer input;

  private LatencyChild(Rival rival, Process process) {
    this.rival = rival;
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts it, and waits until it is connected. */
  static LatencyChild start(Rival rival, DatabasePair pair, Path folder) throws IOException {
    Jvm jvm = Jvm.of(LatencyApp.class).options("-Xmx256m", "-XX:+UseSerialGC");
    if (rival.agent().isPresent()) {
      jvm.agent(rival.agent().get(), Backend.POSTGRESQL, pair, folder);
    }
    LatencyChild child =
        new LatencyChild(
            rival, jvm.start(rival.name(), pair.oldDatabase().url(), pair.newDatabase().url()));
    if (!LatencyApp.READY.equals(child.output.readLine())) {
      child.close();
      throw new IOException(rival.label() + " doesn't start");
    }
    return child;
  }

  /** Returns the nanoseconds of each transaction that it has made in that time. */
  List<Double> run(Work work, Duration duration) throws IOException {
    send(work.name() + " " + duration.toMillis());
    String line = output.readLine();
    if (line == null || !line.startsWith(LatencyApp.DONE)) {
      throw new IOException(rival.label() + " failed at " + work.label() + ": " + line);
    }
    return Arrays.stream(line.substring(LatencyApp.DONE.length()).split(" ", -1))
        .map(Double::valueOf)
        .toList();
  }

  /** Ends it, and returns what its agent has met that the figures may suffer from. */
  Optional<String> end() throws IOException, InterruptedException {
    send(LatencyApp.END);
    String complaint = output.readLine();
    if (process.waitFor() != 0) {
      throw new IOException(rival.label() + " ended with " + process.exitValue());
    }
    return Optional.ofNullable(complaint).filter(each -> !each.isEmpty());
  }

  private void send(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
