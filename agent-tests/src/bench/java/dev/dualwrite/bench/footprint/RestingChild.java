package dev.dualwrite.bench.footprint;

import dev.dualwrite.bench.run.Backend;
import dev.dualwrite.bench.run.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A running {@link RestApp}. */
final class RestingChild implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private long heapOfStatements;

  private RestingChild(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it, and waits until it has done its work and rests. */
  static RestingChild start(Jvm jvm, Backend backend, int statements) throws IOException {
    RestingChild child = new RestingChild(jvm.start(backend.name(), Integer.toString(statements)));
    child.heapOfStatements = Long.parseLong(child.line());
    return child;
  }

  /** Returns the bytes of heap that its prepared statements take. */
  long heapOfStatements() {
    return heapOfStatements;
  }

  /**
   * What it holds after garbage collections.
   *
   * @param heap in bytes
   * @param agentThreads the names of those that are the agent's
   */
  record State(long classes, long threads, long heap, List<String> agentThreads) {}

  State state() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    String[] numbers = line().split(" ", -1);
    return new State(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        List.of(numbers[3].split(",", -1)));
  }

  private String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      close();
      throw new IOException("the resting JVM has ended");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
