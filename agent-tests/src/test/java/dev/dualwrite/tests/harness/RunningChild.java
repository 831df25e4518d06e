package dev.dualwrite.tests.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A child JVM that runs now; closing it ends it. */
public final class RunningChild implements AutoCloseable {
  private final Process process;
  private final Writer input;
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final Thread outputReader;
  private final Thread errorReader;

  RunningChild(Process process) {
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.outputReader = reader("child-output", process.getInputStream(), output);
    this.errorReader = reader("child-errors", process.getErrorStream(), errors);
  }

  /** Waits until the child has printed the text; fails when it ends before. */
  public void awaitOutput(String text, Duration limit) throws Exception {
    Await.until(
        "the child prints '" + text + "'; it printed\n" + output + "\n" + errors,
        limit,
        () -> output.toString().contains(text) || endedWithout(text));
  }

  /** Sends one line to the child's standard input. */
  public void send(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
  }

  /** Returns what the child left when it ended by itself; fails, and ends it, when it doesn't. */
  public ChildJvm.Outcome awaitEnd(Duration limit) throws Exception {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      String threads = threadDump();
      close();
      throw new AssertionError(
          "the child didn't end in "
              + limit.toSeconds()
              + " s\n"
              + output
              + "\n"
              + errors
              + "\n"
              + threads);
    }
    outputReader.join();
    errorReader.join();
    return new ChildJvm.Outcome(process.exitValue(), output.toString(), errors.toString());
  }

  /** Closes the child's standard input. */
  public void endInput() throws IOException {
    input.close();
  }

  /** Returns what the child has printed so far. */
  public String output() {
    return output.toString();
  }

  public boolean hasEnded() {
    return !process.isAlive() && !outputReader.isAlive();
  }

  /** Returns the child's process id. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private boolean endedWithout(String text) {
    if (!hasEnded()) {
      return false;
    }
    if (output.toString().contains(text)) {
      return true;
    }
    throw new AssertionError(
        "the child ended without printing '" + text + "'\n" + output + "\n" + errors);
  }

  private String threadDump() throws IOException, InterruptedException {
    Process jstack =
        new ProcessBuilder(
                Jdk.running().resolve("bin/jstack").toString(), Long.toString(process.pid()))
            .redirectErrorStream(true)
            .start();
    String dump = new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jstack.waitFor();
    return dump;
  }

  private static Thread reader(String name, InputStream stream, StringWriter target) {
    Thread thread = new Thread(() -> copy(stream, target), name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void copy(InputStream stream, StringWriter target) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        target.write(line + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
