package dev.dualwrite.tests.apps.load;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.dualwrite.tests.harness.Vendor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An application under load. It prints a line "done NUMBER" now and then, and a line "error ..."
 * for whatever its database throws that a primary alone would not.
 *
 * <p>Its input: "figures" asks for what was measured since the last time, "resources" for what it
 * holds after a collection, "pause" holds the load, between two transactions, until "go", "stop"
 * ends it but not the application, and the end of the input ends both.
 */
public final class LoadApp {
  /** What a database says to a transaction that it ends in favour of another one. */
  private static final Set<String> LOST = Set.of("40001", "40P01");

  private static final long REPORT_MILLIS = 100;

  private final HikariDataSource pool;
  private final Figures figures = new Figures();
  private final List<Thread> threads = new ArrayList<>();
  private final ReadWriteLock pausing = new ReentrantReadWriteLock();
  private volatile boolean stopping;

  private LoadApp(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Arguments: vendor, profile, seed, threads, URL, user, password. */
  public static void main(String[] args) throws Exception {
    int threads = Integer.parseInt(args[3]);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(args[4]);
    config.setUsername(args[5]);
    config.setPassword(args[6]);
    config.setMaximumPoolSize(Math.max(1, threads));
    try (HikariDataSource pool = new HikariDataSource(config)) {
      LoadApp app = new LoadApp(pool);
      app.start(Vendor.valueOf(args[0]), Profile.valueOf(args[1]), args[2], threads);
      Timer reporter = app.report();
      app.answer();
      app.stop();
      reporter.cancel();
    }
    System.out.println("ended");
  }

  private void start(Vendor vendor, Profile profile, String seed, int count) {
    for (int i = 0; i < count; i++) {
      Writer writer = new Writer(vendor, profile, 100 * Integer.parseInt(seed) + i);
      Thread thread = new Thread(() -> work(writer), "load-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  private void answer() throws IOException, InterruptedException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      switch (line) {
        case "figures" -> System.out.println("figures " + figures.takeLine());
        case "resources" -> System.out.println("resources " + resources());
        case "pause" -> {
          pausing.writeLock().lock();
          System.out.println("paused");
        }
        case "go" -> {
          pausing.writeLock().unlock();
          System.out.println("going");
        }
        case "stop" -> {
          stop();
          System.out.println("stopped");
        }
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private void stop() throws InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private Timer report() {
    Timer timer = new Timer("report");
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            System.out.println("done " + figures.done());
          }
        };
    timer.schedule(task, 0, REPORT_MILLIS);
    return timer;
  }

  private void work(Writer writer) {
    while (!stopping) {
      pausing.readLock().lock();
      try (Connection connection = pool.getConnection()) {
        long start = System.nanoTime();
        transaction(connection, writer);
        figures.transaction(System.nanoTime() - start);
      } catch (SQLException e) {
        if (LOST.contains(String.valueOf(e.getSQLState()))) {
          figures.lost();
        } else {
          figures.error();
          System.out.println("error " + e.getSQLState() + " " + e.getErrorCode() + " " + e);
        }
      } finally {
        pausing.readLock().unlock();
      }
    }
  }

  /** The pool rolls back what is left open by an exception. */
  private void transaction(Connection connection, Writer writer) throws SQLException {
    if (writer.nextIsAlone()) {
      writer.alone(connection);
      return;
    }
    connection.setAutoCommit(false);
    writer.transaction(connection);
    if (writer.nextRollsBack()) {
      connection.rollback();
      return;
    }
    long start = System.nanoTime();
    connection.commit();
    figures.commit(System.nanoTime() - start);
  }

  private static String resources() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    String[] handles = Path.of("/proc/self/fd").toFile().list();
    return "heap-kb="
        + memory.getHeapMemoryUsage().getUsed() / 1024
        + " threads="
        + ManagementFactory.getThreadMXBean().getThreadCount()
        + " handles="
        + (handles == null ? 0 : handles.length);
  }
}
