package dev.dualwrite.tests.apps.backfill;

import dev.dualwrite.tests.harness.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes, deletes and inserts rows that are backfilled meanwhile. It prints "done NUMBER" now and
 * then, "stopped" after the input "stop", and "error ..." for whatever a primary alone wouldn't
 * say.
 */
public final class BackfillApp {
  private static final List<BackfillTable> TABLES = List.of(BackfillTable.values());
  private static final int THREADS = 3;
  private static final long PAUSE_NANOS = 1_000_000;
  private static final int REPORT_EVERY = 50;

  private final Vendor vendor;
  private final int rows;
  private final String[] login;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger nextNew;
  private volatile boolean stopping;

  private BackfillApp(Vendor vendor, int rows, String[] login) {
    this.vendor = vendor;
    this.rows = rows;
    this.login = login;
    this.nextNew = new AtomicInteger(rows);
  }

  /** Arguments: vendor, rows, URL, user, password. */
  public static void main(String[] args) throws Exception {
    BackfillApp app =
        new BackfillApp(
            Vendor.valueOf(args[0]),
            Integer.parseInt(args[1]),
            new String[] {args[2], args[3], args[4]});
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(i);
      Thread thread = new Thread(() -> app.work(random), "writer-" + i);
      threads.add(thread);
      thread.start();
    }
    while (System.in.read() != '\n') {
      // The rest of the line.
    }
    app.stopping = true;
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("stopped");
    while (System.in.read() >= 0) {
      // It stays until its input ends, so that the agent can end its work.
    }
  }

  private void work(Random random) {
    try (Connection connection = DriverManager.getConnection(login[0], login[1], login[2])) {
      connection.setAutoCommit(false);
      while (!stopping) {
        try {
          for (int writes = 1 + random.nextInt(3); writes > 0; writes--) {
            write(connection, random);
          }
          connection.commit();
        } catch (SQLException failure) {
          connection.rollback();
          report(failure);
        }
        int count = done.incrementAndGet();
        if (count % REPORT_EVERY == 0) {
          System.out.println("done " + count);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (SQLException failure) {
      System.out.println("error " + failure);
    }
  }

  /** Constraints, deadlocks and waits for locks are what any application has. */
  private static void report(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    boolean expected =
        state.startsWith("23") || state.startsWith("40") || failure.getErrorCode() == 1205;
    if (!expected) {
      System.out.println("error " + failure);
    }
  }

  private void write(Connection connection, Random random) throws SQLException {
    BackfillTable table = TABLES.get(random.nextInt(TABLES.size()));
    switch (random.nextInt(4)) {
      case 0 -> delete(connection, table, random.nextInt(rows));
      case 1 -> insert(connection, table);
      default -> update(connection, table, random.nextInt(rows), random.nextInt());
    }
  }

  private void delete(Connection connection, BackfillTable table, int number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(table.delete())) {
      table.bindKey(statement, vendor, 1, number);
      statement.executeUpdate();
    }
  }

  private void update(Connection connection, BackfillTable table, int number, int value)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(table.update())) {
      statement.setString(1, "changed " + value);
      table.bindKey(statement, vendor, 2, number);
      statement.executeUpdate();
    }
  }

  /** A team needs its lead. */
  private void insert(Connection connection, BackfillTable table) throws SQLException {
    int number = nextNew.getAndIncrement();
    if (table == BackfillTable.TEAM) {
      insert(connection, BackfillTable.PERSON, number);
    }
    insert(connection, table, number);
  }

  private void insert(Connection connection, BackfillTable table, int number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(table.insert())) {
      table.bindRow(statement, vendor, number);
      statement.executeUpdate();
    }
  }
}
