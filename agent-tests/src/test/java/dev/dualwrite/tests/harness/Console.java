package dev.dualwrite.tests.harness;

import dev.dualwrite.tests.apps.ConsoleApp;
import java.io.IOException;
import java.time.Duration;

/** A running {@link ConsoleApp} that a test leads step by step. */
public final class Console implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final RunningChild child;
  private int sent;

  private Console(RunningChild child) {
    this.child = child;
  }

  /** Starts it on the old database with the agent. */
  public static Console start(DatabasePair pair, AgentConfig config) throws IOException {
    return start(app(pair.oldDatabase()).agent(config.write()));
  }

  public static Console start(ChildJvm app) throws IOException {
    return new Console(app.start());
  }

  /** Returns the application, not yet started. */
  public static ChildJvm app(Database database) {
    return ChildJvm.of(ConsoleApp.class).database(database);
  }

  /** Runs lines one after the other, fails unless each succeeds, returns the last's time. */
  public Duration run(String... lines) throws Exception {
    String answer = "";
    for (String line : lines) {
      answer = answer(line);
      if (!answer.contains(" ok ")) {
        throw new AssertionError(line + ": " + answer);
      }
    }
    return Duration.ofMillis(Long.parseLong(answer.replaceFirst(".* in (\\d+) ms$", "$1")));
  }

  /** Runs one line and returns its answer. */
  public String answer(String line) throws Exception {
    sent++;
    String start = sent + " ";
    child.send(line);
    Await.until(
        "'" + line + "' is answered; so far\n" + child.output(),
        LIMIT,
        () -> lineStartingWith(start) != null || child.hasEnded());
    String answer = lineStartingWith(start);
    if (answer == null) {
      throw new AssertionError("ended at '" + line + "': " + child.awaitEnd(LIMIT));
    }
    return answer;
  }

  /** Lets the application end and returns what it left behind. */
  public ChildJvm.Outcome end() throws Exception {
    child.endInput();
    return child.awaitEnd(LIMIT);
  }

  /** Ends the application as kill -9 does. */
  public void kill() throws InterruptedException {
    child.close();
  }

  /** Returns what it, and the agent in it, said on standard error so far. */
  public String errors() {
    return child.errors();
  }

  /** Returns the application's process id. */
  public long pid() {
    return child.pid();
  }

  @Override
  public void close() throws InterruptedException {
    child.close();
  }

  private String lineStartingWith(String start) {
    String output = child.output();
    return output
        .substring(0, output.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElse(null);
  }
}
