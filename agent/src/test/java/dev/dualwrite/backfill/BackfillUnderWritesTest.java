package dev.dualwrite.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import dev.dualwrite.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Others write, and processes end, in the worst moments of a chunk. */
class BackfillUnderWritesTest {
  private static final int ROWS = 1_000;

  /** One chunk after the other; none is given up, however slow the machine is. */
  private static final BackfillOptions ALONE =
      new BackfillOptions(Duration.ofSeconds(5), 1, OptionalLong.empty(), Duration.ofMillis(10));

  @TempDir Path folder;

  private BackfillPair filled(Vendor vendor) throws Exception {
    BackfillPair pair = new BackfillPair(vendor, vendor, folder);
    pair.onBoth("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))");
    pair.onOld(Numbers.insert(vendor, "t", ROWS));
    return pair;
  }

  /** Between the secondary's commit and the end of the primary's transaction, too. */
  @ParameterizedTest
  @EnumSource(Vendor.class)
  void nobodyChangesARowWhileItIsCopied(Vendor vendor) throws Exception {
    BackfillPair pair = filled(vendor);
    List<String> tried = Collections.synchronizedList(new ArrayList<>());
    CommitHook.Action change =
        commit -> {
          if (commit == 1) {
            tried.add(refusal(vendor, pair, "UPDATE t SET v = 'changed' WHERE id = 1"));
            tried.add(refusal(vendor, pair, "DELETE FROM t WHERE id = 2"));
          }
        };
    pair.connections(
        () -> DriverManager.getConnection(pair.oldUrl),
        new CommitHook(pair.newUrl, change, change));

    pair.run(ALONE);

    assertEquals(List.of("locked", "locked", "locked", "locked"), tried);
    assertEquals(List.of(), pair.differences());
  }

  private static String refusal(Vendor vendor, BackfillPair pair, String sql) throws SQLException {
    try (Connection other = DriverManager.getConnection(pair.oldUrl)) {
      for (String bound :
          vendor.dialect().boundWaits(Duration.ofMillis(50), Duration.ofSeconds(5))) {
        Sql.execute(other, bound);
      }
      Sql.execute(other, sql);
      return "done";
    } catch (SQLException failure) {
      return vendor.dialect().errors().isConflict(failure) ? "locked" : failure.toString();
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aLockedRowIsNotWaitedForAndCopiedAsItIsLater(Vendor vendor) throws Exception {
    BackfillPair pair = filled(vendor);
    try (Connection host = DriverManager.getConnection(pair.oldUrl)) {
      host.setAutoCommit(false);
      Sql.execute(host, "UPDATE t SET v = 'changed' WHERE id = 7", "DELETE FROM t WHERE id = 8");
      CompletableFuture<BackfillResult> run = inBackground(pair);
      Waiting.until(
          "all others are copied",
          () -> pair.rowsOfNew("SELECT count(*) FROM t").equals(List.of("998")));
      assertEquals(
          List.of(), pair.rowsOfNew("SELECT id FROM t WHERE id IN (7, 8)"), "it isn't waited for");
      host.commit();

      assertEquals(Map.of(), run.get().left());
    }
    assertEquals(List.of("changed"), pair.rowsOfNew("SELECT v FROM t WHERE id = 7"));
    assertEquals(List.of(), pair.differences());
  }

  private static CompletableFuture<BackfillResult> inBackground(BackfillPair pair) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return pair.run();
          } catch (Exception failure) {
            throw new AssertionError(failure);
          }
        });
  }

  /** The process is killed: the secondary has a chunk of which no checkpoint tells. */
  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aRowThatIsDeletedAfterACrashLeavesNoGhost(Vendor vendor) throws Exception {
    BackfillPair pair = filled(vendor);
    Path left = folder.resolve("left");
    pair.connections(
        () -> DriverManager.getConnection(pair.oldUrl),
        new CommitHook(
            pair.newUrl,
            commit -> {},
            commit -> {
              if (commit == 1) {
                copy(folder.resolve(BackfillPair.STATE), left);
                throw new SQLException("killed", "99999");
              }
            }));
    assertThrows(SQLException.class, () -> pair.run(ALONE));
    assertEquals(List.of("1"), pair.rowsOfNew("SELECT min(id) FROM t"));
    pair.onOld("DELETE FROM t WHERE id = 1");
    BackfillPair again = new BackfillPair(pair.oldUrl, pair.newUrl, left);

    BackfillResult result = again.run();

    assertTrue(result.continued());
    assertEquals(List.of(), again.differences());
  }

  /** As a process leaves it that is killed now. */
  private static void copy(Path state, Path left) throws IOException {
    Path target = Files.createDirectories(left.resolve(BackfillPair.STATE));
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void itGoesOnWhereItWas(Vendor vendor) throws Exception {
    BackfillPair pair = filled(vendor);
    pair.connections(
        () -> DriverManager.getConnection(pair.oldUrl),
        new CommitHook(
            pair.newUrl,
            commit -> {
              if (commit == 2) {
                throw new SQLException("killed", "99999");
              }
            },
            commit -> {}));
    assertThrows(SQLException.class, () -> pair.run(ALONE));
    // What is copied isn't copied again.
    pair.onNew("UPDATE t SET v = 'mark' WHERE id = 1");
    BackfillPair again = new BackfillPair(pair.oldUrl, pair.newUrl, folder);

    BackfillResult result = again.run();

    assertTrue(result.continued());
    assertEquals(ROWS, result.tables().get(0).rows());
    assertEquals(List.of("mark"), pair.rowsOfNew("SELECT v FROM t WHERE id = 1"));
    assertEquals(List.of("1000"), pair.rowsOfNew("SELECT count(*) FROM t"));
  }

  /** A server that ends idle transactions, say, has let the delete in. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "MARIADB"})
  void aChunkWhoseLocksWereLostIsTakenBack(Vendor vendor) throws Exception {
    BackfillPair pair = filled(vendor);
    pair.connections(
        () -> DriverManager.getConnection(pair.oldUrl),
        new CommitHook(
            pair.newUrl,
            commit -> {
              if (commit == 1) {
                killOthers(vendor, pair.oldUrl);
                Waiting.until(
                    "the locks are gone",
                    () -> refusal(vendor, pair, "DELETE FROM t WHERE id IN (2, 3)").equals("done"));
              }
            },
            commit -> {}));

    BackfillResult result = pair.run(ALONE);

    assertEquals(Map.of(), result.left());
    assertEquals(List.of(), pair.differences());
  }

  private static void killOthers(Vendor vendor, String url) throws SQLException {
    try (Connection killer = DriverManager.getConnection(url)) {
      if (vendor == Vendor.POSTGRES) {
        Sql.query(
            killer,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        return;
      }
      for (String id :
          Sql.query(
              killer,
              "SELECT id FROM information_schema.processlist"
                  + " WHERE db = database() AND id <> connection_id()")) {
        Sql.execute(killer, "KILL " + id);
      }
    }
  }
}
