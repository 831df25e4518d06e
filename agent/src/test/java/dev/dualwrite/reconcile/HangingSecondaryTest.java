package dev.dualwrite.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the secondary does with a pass that holds locks on the primary. */
class HangingSecondaryTest {
  private static final int BOUND = 20;
  private static final String ITEMS = "CREATE TABLE items (id INT PRIMARY KEY, name VARCHAR(20))";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void endThreads() {
    released.countDown();
    threads.shutdownNow();
  }

  private static ReconcileBench impatient(Vendor vendor) throws SQLException {
    ReconcileBench bench = new ReconcileBench(vendor, vendor, Duration.ofMillis(400));
    bench.onBoth(ITEMS);
    bench.onPrimary("INSERT INTO items VALUES (1, 'a')");
    return bench;
  }

  private void hangIn(JdbcSpy spy, String beginning) {
    spy.interfere(
        call -> {
          if (call.startsWith(beginning)) {
            reached.countDown();
            assertTrue(released.await(BOUND, TimeUnit.SECONDS));
          }
        });
  }

  private static void updateAsAnApplication(ReconcileBench bench) throws SQLException {
    try (Connection application = bench.openPrimary()) {
      Sql.execute(application, "UPDATE items SET name = 'newer' WHERE id = 1");
      application.commit();
    }
  }

  @Test
  void thePrimarysLockIsReleasedWhileTheSecondaryHangsAndNothingIsWrittenLater()
      throws SQLException {
    try (ReconcileBench bench = impatient(Vendor.H2)) {
      hangIn(bench.secondarySpy, "executeBatch");

      bench.reconcile("items", 1);
      updateAsAnApplication(bench);
      bench.secondarySpy.interfere(call -> {});
      released.countDown();

      assertTrue(JdbcSpy.seen(bench.calls, "secondary: close"));
      assertEquals(List.of(), bench.secondaryRows("items"));
      assertEquals(0, bench.calls.stream().filter("secondary: commit"::equals).count());
      assertEquals(Map.of(1, "PRESENT"), bench.reconcile("items", 1));
      assertEquals(List.of("1,newer"), bench.secondaryRows("items"));
    }
  }

  @Test
  void aCommitThatHangsReleasesTheLockAndLeavesTheKeyInDoubt() throws SQLException {
    try (ReconcileBench bench = impatient(Vendor.H2)) {
      hangIn(bench.secondarySpy, "commit");

      assertEquals(Map.of(1, "IN_DOUBT"), bench.reconcile("items", 1));
      updateAsAnApplication(bench);
      bench.secondarySpy.interfere(call -> {});
      released.countDown();

      assertTrue(JdbcSpy.seen(bench.calls, "secondary: close"));
      assertEquals(List.of("1,a"), bench.secondaryRows("items"), "the commit came later");
      assertEquals(Map.of(1, "PRESENT"), bench.reconcile("items", 1));
      assertEquals(List.of("1,newer"), bench.secondaryRows("items"));
    }
  }

  @Test
  void aSecondaryThatTakesConnectionsButNeverAnswersIsGivenUpAFewTimesOnly() throws SQLException {
    try (ReconcileBench bench = impatient(Vendor.H2)) {
      hangIn(bench.secondarySpy, "executeBatch");
      for (int i = 0; i < 10; i++) {
        bench.reconcile("items", 1);
      }
      long hanging = bench.calls.stream().filter("secondary: executeBatch"::equals).count();
      assertTrue(hanging <= 4, hanging + " threads hang");
      Outcomes outcomes = bench.reconciler.reconcile(bench.keys("items", 1));
      assertEquals(Map.of(), outcomes.byKey());
      assertTrue(outcomes.databaseFailure().isPresent());
    }
  }

  /** As a server does that is stopped with SIGSTOP: the socket is open, and nothing comes. */
  @Test
  void aFrozenBackendOfPostgresHoldsThePrimarysLockNoLongerThanTheBound() throws Exception {
    try (ReconcileBench bench = impatient(Vendor.POSTGRES)) {
      bench.reconcile("items", 99);
      String pid =
          Sql.query(
                  bench.secondary,
                  "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                      + " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
                      + " ORDER BY backend_start DESC LIMIT 1")
              .get(0);
      signal("-STOP", pid);
      try {
        bench.reconcile("items", 1);
        updateAsAnApplication(bench);
      } finally {
        signal("-CONT", pid);
      }
      assertEquals(Map.of(1, "PRESENT"), bench.reconcile("items", 1));
      assertEquals(List.of("1,newer"), bench.secondaryRows("items"));
    }
  }

  private static void signal(String signal, String pid) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor());
  }

  /**
   * The reconciler has row 1 and would like row 2; the application has row 2 and waits for row 1.
   */
  @ParameterizedTest
  @EnumSource
  void anApplicationThatLocksInTheOppositeOrderIsNeverADeadlocksVictim(Vendor vendor)
      throws Exception {
    try (ReconcileBench bench = ReconcileBench.of(vendor);
        Connection application = bench.openPrimary()) {
      bench.onBoth(ITEMS);
      bench.onPrimary("INSERT INTO items VALUES (1, 'a'), (2, 'b')");
      Sql.execute(application, "UPDATE items SET name = 'mine' WHERE id = 2");
      hangIn(bench.secondarySpy, "executeBatch");
      CompletableFuture<Map<Object, String>> reconciled =
          CompletableFuture.supplyAsync(() -> bench.reconcile("items", 1, 2), threads);
      assertTrue(reached.await(BOUND, TimeUnit.SECONDS));
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(
              () -> {
                try {
                  Sql.execute(application, "UPDATE items SET name = 'mine' WHERE id = 1");
                  application.commit();
                } catch (SQLException e) {
                  throw new AssertionError(e);
                }
              },
              threads);
      released.countDown();

      waiting.get(BOUND, TimeUnit.SECONDS);
      assertEquals(Map.of(1, "PRESENT", 2, "LOCKED"), reconciled.get(BOUND, TimeUnit.SECONDS));
      assertEquals(List.of("1,mine", "2,mine"), bench.primaryRows("items"));
    }
  }
}
