package dev.dualwrite.tests.harness;

import dev.dualwrite.tests.apps.load.LoadApp;
import dev.dualwrite.tests.apps.load.LoadSchema;
import dev.dualwrite.tests.apps.load.Profile;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A running {@link LoadApp} with the agent. */
public final class Load implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final RunningChild child;

  private Load(RunningChild child) {
    this.child = child;
  }

  /** Makes the tables on both sides. */
  public static DatabasePair prepare(DatabasePair pair) throws Exception {
    pair.oldDatabase().execute(LoadSchema.statements(pair.oldDatabase().vendor()));
    pair.newDatabase().execute(LoadSchema.statements(pair.newDatabase().vendor()));
    return pair;
  }

  /** Starts it on all tables. */
  public static Load start(DatabasePair pair, AgentConfig config, int seed, int threads)
      throws IOException {
    return start(pair, config, Profile.MIXED, seed, threads);
  }

  public static Load start(
      DatabasePair pair, AgentConfig config, Profile profile, int seed, int threads)
      throws IOException {
    return new Load(
        ChildJvm.of(LoadApp.class)
            .agent(config.write())
            .arguments(pair.oldDatabase().vendor(), profile, seed, threads)
            .database(pair.oldDatabase())
            .start());
  }

  /** Starts the same application without any load: it is there for the agent to work in. */
  public static Load idle(DatabasePair pair, AgentConfig config) throws IOException {
    return start(pair, config, Profile.MIXED, 0, 0);
  }

  /** Returns how many transactions are done, as it printed last. */
  public int transactions() {
    return lines("done ").stream().reduce((a, b) -> b).map(Integer::parseInt).orElse(0);
  }

  /** Waits until so many more transactions are done. */
  public void awaitTransactions(int more) throws Exception {
    int enough = transactions() + more;
    Await.until(
        "the application has done " + more + " more transactions",
        LIMIT,
        () -> {
          child.assertRuns();
          return transactions() >= enough;
        });
  }

  /** Lets the load go on for a while: where the length of an outage is what is provoked. */
  public void runFor(Duration time) throws Exception {
    int before = transactions();
    long end = System.nanoTime() + time.toNanos();
    Await.until(
        "the time is over",
        time.plus(LIMIT),
        () -> {
          child.assertRuns();
          return System.nanoTime() > end && transactions() > before;
        });
  }

  /** Returns what was measured since it was asked last, by name; times in ms. */
  public Map<String, Integer> figures() throws Exception {
    return ask("figures");
  }

  /** Returns what it holds after a garbage collection, by name. */
  public Map<String, Integer> resources() throws Exception {
    return ask("resources");
  }

  /** Returns the errors that it printed. */
  public List<String> errors() {
    return lines("error ");
  }

  /** Holds the load between two transactions, until {@link #go}. */
  public void pause() throws Exception {
    answer("pause", "paused");
  }

  /** Lets it go on. */
  public void go() throws Exception {
    answer("go", "going");
  }

  private void answer(String command, String answer) throws Exception {
    int before = lines(answer).size();
    child.send(command);
    Await.until(
        "the application is " + answer,
        LIMIT,
        () -> {
          child.assertRuns();
          return lines(answer).size() > before;
        });
  }

  /** Ends the load; the application, with the agent in it, goes on. */
  public void stop() throws Exception {
    child.send("stop");
    child.awaitOutput("stopped", LIMIT);
  }

  /** Ends the application, and returns what it left behind. */
  public ChildJvm.Outcome end() throws Exception {
    child.endInput();
    return child.awaitEnd(LIMIT);
  }

  /** Ends the application as {@code kill -9} does. */
  public void kill() throws Exception {
    child.kill();
  }

  /** Returns what it, and the agent in it, said on standard error so far. */
  public String messages() {
    return child.errors();
  }

  @Override
  public void close() throws InterruptedException {
    child.close();
  }

  private Map<String, Integer> ask(String question) throws Exception {
    int asked = lines(question + " ").size();
    child.send(question);
    Await.until(
        "the application answers '" + question + "'",
        LIMIT,
        () -> {
          child.assertRuns();
          return lines(question + " ").size() > asked;
        });
    Map<String, Integer> values = new HashMap<>();
    for (String pair : lines(question + " ").get(asked).split(" ", -1)) {
      int equals = pair.indexOf('=');
      values.put(pair.substring(0, equals), Integer.valueOf(pair.substring(equals + 1)));
    }
    return values;
  }

  /** Returns the rest of the whole lines that start like this. */
  private List<String> lines(String start) {
    String output = child.output();
    return output
        .substring(0, output.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }
}
