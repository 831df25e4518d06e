package dev.dualwrite.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import dev.dualwrite.testing.Waiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The backfill makes way for those who wait for it. */
class PressureTest {
  private static final Duration BOUND = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final Pace pace =
      new Pace(
          new BackfillOptions(
              Duration.ofMillis(500), 1, OptionalLong.empty(), Duration.ofMillis(10)));

  private final int before = pace.chunkRows();

  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "MARIADB"})
  void whoeverWaitsForARowThatItHasLockedSlowsItDownUntilHeHasIt(Vendor vendor) throws Exception {
    BackfillPair pair = new BackfillPair(vendor, vendor, folder);
    pair.onOld("CREATE TABLE t (id INT PRIMARY KEY, v INT)", "INSERT INTO t VALUES (1, 1)");
    ExecutorService threads = AgentThreads.workers("pressure-test");
    try (PrimarySession copier = new PrimarySession(pair.databases().primary(), BOUND, threads);
        PrimarySession scout = new PrimarySession(pair.databases().primary(), BOUND, threads)) {
      Pressure pressure =
          new Pressure(pair.databases().primary().dialect(), MirrorLag.UNKNOWN, pace);
      copier.open();
      Sql.query(copier.connection(), "SELECT v FROM t WHERE id = 1 FOR UPDATE");
      List<Long> sessions = List.of(copier.number().orElseThrow());
      CompletableFuture<Void> waits = CompletableFuture.runAsync(() -> update(pair));

      Waiting.until("it slows down", () -> looked(pressure, scout, sessions) < before);
      copier.rollback();

      waits.get(BOUND.toSeconds(), TimeUnit.SECONDS);
      Waiting.until("it recovers", () -> looked(pressure, scout, sessions) == before);
    } finally {
      threads.shutdown();
    }
    assertEquals(List.of("2"), pair.rowsOfOld("SELECT v FROM t"));
  }

  @Test
  void soDoesAnApplicationThatHasToCatchUp() throws Exception {
    BackfillPair pair = new BackfillPair(Vendor.H2, Vendor.H2, folder);
    ExecutorService threads = AgentThreads.workers("pressure-test");
    try (PrimarySession scout = new PrimarySession(pair.databases().primary(), BOUND, threads)) {
      Pressure pressure = new Pressure(pair.databases().primary().dialect(), () -> true, pace);

      Waiting.until("it slows down", () -> looked(pressure, scout, List.of()) < before);
    } finally {
      threads.shutdown();
    }
  }

  private int looked(Pressure pressure, PrimarySession scout, List<Long> sessions) {
    pressure.look(scout, sessions);
    return pace.chunkRows();
  }

  private static void update(BackfillPair pair) {
    try (Connection connection = DriverManager.getConnection(pair.oldUrl)) {
      Sql.execute(connection, "UPDATE t SET v = 2 WHERE id = 1");
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
