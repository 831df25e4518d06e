package dev.dualwrite.bench.latency;

import dev.dualwrite.bench.run.AgentCheck;
import dev.dualwrite.bench.run.Backend;
import dev.dualwrite.tests.harness.Await;
import dev.dualwrite.tests.harness.DatabasePair;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** A rival in a JVM of its own, that does on demand what each line of its input names. */
public final class LatencyApp {
  static final String READY = "ready";
  static final String END = "end";
  static final String DONE = "done ";
  private static final int MOST_CONNECTIONS = 4;
  private static final int ROWS_EACH = 200;
  private static final int LEAST_TRANSACTIONS = 3;
  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(2);

  private final Rival rival;
  private final List<Application> applications = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(MOST_CONNECTIONS);

  private LatencyApp(Rival rival, DatabasePair pair) throws SQLException {
    this.rival = rival;
    for (int i = 0; i < MOST_CONNECTIONS; i++) {
      applications.add(rival.application(pair));
    }
  }

  /** Arguments: the rival's name, both URLs. Input: lines of a work's name and milliseconds. */
  public static void main(String[] arguments) throws Exception {
    DatabasePair pair =
        new DatabasePair(
            Backend.POSTGRESQL.database(arguments[1]), Backend.POSTGRESQL.database(arguments[2]));
    new LatencyApp(Rival.valueOf(arguments[0]), pair).obey();
  }

  private void obey() throws Exception {
    System.out.println(READY);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); !END.equals(line); line = input.readLine()) {
      if (line == null) {
        throw new IOException("the input ended");
      }
      String[] words = line.split(" ", -1);
      List<Long> times = run(Work.valueOf(words[0]), Duration.ofMillis(Long.parseLong(words[1])));
      System.out.println(
          DONE + times.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
    System.out.println(complaint());
    threads.shutdown();
    for (Application application : applications) {
      application.close();
    }
  }

  /** Returns what the agent has met that its figures may suffer from; nothing if all was well. */
  private String complaint() throws Exception {
    if (rival.phase().isEmpty()) {
      return "";
    }
    try {
      AgentCheck.isWell(rival.phase().get());
      return String.join("; ", AgentCheck.errors());
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }

  /** Returns the nanoseconds of each transaction; what the agent still has to do is done, too. */
  private List<Long> run(Work work, Duration duration) throws Exception {
    long end = System.nanoTime() + duration.toNanos();
    List<Future<List<Long>>> running = new ArrayList<>();
    for (int i = 0; i < work.connections(); i++) {
      int connection = i;
      running.add(threads.submit(() -> run(work, connection, end)));
    }
    List<Long> times = new ArrayList<>();
    for (Future<List<Long>> each : running) {
      times.addAll(each.get());
    }
    if (rival.phase().isPresent()) {
      // What follows a commit must not run in the next rival's time.
      Await.until("nothing is queued", DRAIN_LIMIT, () -> AgentCheck.queued() == 0);
    }
    return times;
  }

  /** Each connection has rows of its own, so that none waits for another's locks. */
  private List<Long> run(Work work, int connection, long end) throws SQLException {
    Application application = applications.get(connection);
    List<Long> times = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < LEAST_TRANSACTIONS || start < end; i++) {
      work.once(application, (long) connection * ROWS_EACH + (long) i * work.writes() % ROWS_EACH);
      long now = System.nanoTime();
      times.add(now - start);
      start = now;
    }
    return times;
  }
}
