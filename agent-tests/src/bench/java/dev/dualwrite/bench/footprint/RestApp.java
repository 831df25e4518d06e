package dev.dualwrite.bench.footprint;

import dev.dualwrite.bench.run.Backend;
import dev.dualwrite.bench.run.Items;
import dev.dualwrite.tests.harness.Database;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Uses a database, holds its statements open, and tells what its JVM holds. */
public final class RestApp {
  private static final int FIRST = 1_000;

  private final Connection connection;
  private final List<PreparedStatement> statements = new ArrayList<>();

  private RestApp(Backend backend) throws SQLException {
    Database database = backend.inMemory().oldDatabase();
    Properties login = new Properties();
    login.setProperty("user", database.user());
    login.setProperty("password", database.password());
    connection = backend.driver().connect(database.url(), login);
  }

  /**
   * Arguments: the backend's name, how many prepared statements to hold. Prints the bytes of heap
   * that these take, then the figures at each line of input, until it ends.
   */
  public static void main(String[] arguments) throws Exception {
    RestApp app = new RestApp(Backend.valueOf(arguments[0]));
    app.write(1);
    int count = Integer.parseInt(arguments[1]);
    // The first ones load classes and fill caches, which isn't what one more costs.
    app.prepare(Math.min(count, FIRST));
    long before = heap();
    app.prepare(count);
    System.out.println(heap() - before);
    while (System.in.read() == '\n') {
      System.out.println(figures());
    }
    app.write(2);
  }

  private void prepare(int count) throws SQLException {
    for (int i = 0; i < count; i++) {
      PreparedStatement statement = connection.prepareStatement(Items.WRITE);
      write(statement, i);
      statements.add(statement);
    }
  }

  private void write(int number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(Items.WRITE)) {
      write(statement, number);
    }
  }

  private static void write(PreparedStatement statement, int number) throws SQLException {
    statement.setLong(1, number);
    statement.setInt(2, Items.key(number));
    statement.executeUpdate();
  }

  /** Returns classes, threads, bytes of heap, and the names of the agent's threads. */
  private static String figures() {
    long heap = heap();
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()
        + " "
        + ManagementFactory.getThreadMXBean().getThreadCount()
        + " "
        + heap
        + " "
        + Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("dualwrite-"))
            .sorted()
            .collect(Collectors.joining(","));
  }

  private static long heap() {
    // What cleaners and weak references let go at the first is collected at the next.
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
