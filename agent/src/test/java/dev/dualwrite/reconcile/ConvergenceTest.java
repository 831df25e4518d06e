package dev.dualwrite.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.MirrorMode;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.Owed;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Transactions that fight over a few rows of a parent and a child table, of which some lose their
 * twin and some fail when it has committed, while the queue is drained.
 */
class ConvergenceTest {
  private static final int THREADS = 4;
  private static final int TRANSACTIONS = 150;
  private static final int ROWS = 5;
  private static final int BOUND_SECONDS = 120;

  private final MemoryQueue queue = new MemoryQueue(Clock.systemUTC());

  @ParameterizedTest
  @EnumSource
  void bothSidesHoldTheSameWhenTheQueueIsEmpty(Vendor vendor) throws Exception {
    try (ReconcileBench bench = ReconcileBench.of(vendor)) {
      bench.onBoth(
          "CREATE TABLE parents (id INT PRIMARY KEY, version INT)",
          "CREATE TABLE children (id INT PRIMARY KEY, parent INT NOT NULL, version INT,"
              + " FOREIGN KEY (parent) REFERENCES parents (id) ON DELETE CASCADE)");
      ReconcileReports silent =
          new ReconcileReports(
              record -> {}, () -> Phase.BOTH_REQUIRED, MirrorMode.INLINE, "instance-1");
      try (Drain drain =
          new Drain(
              queue,
              bench.reconciler,
              () -> true,
              silent,
              Duration.ofSeconds(3),
              Clock.systemUTC())) {
        drain.start();
        fight(bench);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        while (!queue.isEmpty()) {
          assertTrue(System.nanoTime() < deadline, () -> "left: " + queue.answers());
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
      }
      assertEquals(bench.primaryRows("parents"), bench.secondaryRows("parents"));
      assertEquals(bench.primaryRows("children"), bench.secondaryRows("children"));
    }
  }

  private void fight(ReconcileBench bench) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> applications = new ArrayList<>();
      for (int seed = 0; seed < THREADS; seed++) {
        Random random = new Random(seed);
        applications.add(
            threads.submit(
                () -> {
                  try (Connection host = bench.openPrimary();
                      Connection twin = bench.openSecondary()) {
                    for (int i = 0; i < TRANSACTIONS; i++) {
                      transaction(bench, host, twin, random);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> application : applications) {
        application.get(BOUND_SECONDS, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void transaction(ReconcileBench bench, Connection host, Connection twin, Random random)
      throws SQLException {
    int id = random.nextInt(ROWS);
    boolean parent = random.nextBoolean();
    String sql = parent ? ofParent(id, random) : ofChild(id, random);
    if (!executed(host, sql)) {
      host.rollback();
      return;
    }
    boolean mirrored = random.nextInt(4) > 0 && executed(twin, sql);
    if (mirrored) {
      twin.commit();
      // Others look now and then in the moment in which the secondary is ahead.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(8)));
    } else {
      twin.rollback();
    }
    // The rows that a cascade takes along aren't known by their keys, so such a one must not fail.
    boolean cascades = parent && sql.startsWith("DELETE");
    boolean committed = cascades || random.nextInt(6) > 0;
    if (committed) {
      host.commit();
    } else {
      host.rollback();
    }
    if (mirrored != committed) {
      queue.add(bench.keys(parent ? "parents" : "children", id), Owed.KNOWN);
    }
  }

  private static String ofParent(int id, Random random) {
    int version = random.nextInt(1_000_000);
    return switch (random.nextInt(4)) {
      case 0 -> "DELETE FROM parents WHERE id = " + id;
      case 1 -> "UPDATE parents SET version = " + version + " WHERE id = " + id;
      default -> "INSERT INTO parents VALUES (" + id + ", " + version + ")";
    };
  }

  private static String ofChild(int id, Random random) {
    int version = random.nextInt(1_000_000);
    int parent = random.nextInt(ROWS);
    return switch (random.nextInt(4)) {
      case 0 -> "DELETE FROM children WHERE id = " + id;
      case 1 ->
          "UPDATE children SET version = " + version + ", parent = " + parent + " WHERE id = " + id;
      default -> "INSERT INTO children VALUES (" + id + ", " + parent + ", " + version + ")";
    };
  }

  /** Refused by a key, by a deadlock, or for want of a row, as it happens. */
  private static boolean executed(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql) == 1;
    } catch (SQLException refused) {
      return false;
    }
  }
}
