package dev.dualwrite.tests.apps;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Cancels a statement and aborts a connection from another thread, while they wait for a lock. */
public final class InterruptionsApp {
  private interface Interruption {
    void interrupt(Connection connection, Statement statement) throws SQLException;
  }

  private InterruptionsApp() {}

  /** Arguments: URL, user, password. */
  public static void main(String[] args) throws Exception {
    ExecutorService executor = Executors.newCachedThreadPool();
    try (Connection holder = DriverManager.getConnection(args[0], args[1], args[2])) {
      holder.setAutoCommit(false);
      try (Statement statement = holder.createStatement()) {
        statement.executeUpdate("UPDATE t SET v = 'held' WHERE id = 1");
      }
      run(args, executor, "cancel", (connection, statement) -> statement.cancel());
      run(args, executor, "abort", (connection, statement) -> connection.abort(executor));
      holder.commit();
    }
    executor.shutdown();
  }

  private static void run(
      String[] args, ExecutorService executor, String name, Interruption interruption)
      throws SQLException, InterruptedException {
    Connection connection = DriverManager.getConnection(args[0], args[1], args[2]);
    connection.setAutoCommit(false);
    Statement statement = connection.createStatement();
    statement.executeUpdate("INSERT INTO t VALUES (100, 'never committed')");
    CountDownLatch started = new CountDownLatch(1);
    Future<Integer> waiting =
        executor.submit(
            () -> {
              started.countDown();
              return statement.executeUpdate("UPDATE t SET v = 'waited' WHERE id = 1");
            });
    started.await();
    awaitBlocked(args);
    long start = System.nanoTime();
    interruption.interrupt(connection, statement);
    try {
      System.out.println(name + " was in vain: " + waiting.get());
    } catch (ExecutionException e) {
      boolean soon = System.nanoTime() - start < 5_000_000_000L;
      System.out.println(name + " ended it " + (soon ? "soon" : "late"));
    }
    if (!connection.isClosed()) {
      connection.rollback();
      connection.close();
    }
  }

  private static void awaitBlocked(String[] args) throws SQLException, InterruptedException {
    String sql = "SELECT count(*) FROM pg_locks WHERE NOT granted";
    try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2]);
        Statement statement = connection.createStatement()) {
      while (true) {
        try (var rows = statement.executeQuery(sql)) {
          rows.next();
          if (rows.getInt(1) > 0) {
            return;
          }
        }
        Thread.onSpinWait();
      }
    }
  }
}
