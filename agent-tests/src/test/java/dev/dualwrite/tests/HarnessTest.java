package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dualwrite.tests.harness.BreakableServer;
import dev.dualwrite.tests.harness.Database;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.SmallPair;
import dev.dualwrite.tests.harness.TcpProxy;
import dev.dualwrite.tests.harness.Vendor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Databases.Extension.class)
class HarnessTest {

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aComparisonSeesOneChangedFieldAndOneMissingRow(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))",
        "INSERT INTO t VALUES (1, 'one'), (2, 'two')");
    assertEquals(List.of(), pair.differences());

    pair.oldDatabase().execute("INSERT INTO t VALUES (3, 'three')");
    pair.newDatabase().execute("UPDATE t SET name = 'two ' WHERE id = 2");

    assertEquals(
        List.of("only in old t: 2 | two", "only in old t: 3 | three", "only in new t: 2 | two "),
        pair.differences());
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void everyPairIsFresh(Vendor vendor, Databases databases) throws Exception {
    assertNotEquals(databases.pair(vendor), databases.pair(vendor));
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void aKilledServerRunsAgainWithItsData(Vendor vendor, Databases databases) throws Exception {
    BreakableServer server = databases.breakable(vendor);
    Database broken = databases.breakablePair(vendor).newDatabase();
    broken.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");

    server.kill();
    assertThrows(SQLException.class, broken::connect);
    server.start();
    assertEquals("1", broken.query("SELECT count(*) FROM t"));

    server.stop();
    server.heal();
    assertEquals("1", broken.query("SELECT count(*) FROM t"));
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void aServerRefusesWritesWhileItIsReadOnly(Vendor vendor, Databases databases) throws Exception {
    BreakableServer server = databases.breakable(vendor);
    Database database = databases.breakablePair(vendor).newDatabase();
    database.execute("CREATE TABLE t (id INT PRIMARY KEY)");

    server.makeReadOnly();
    assertThrows(SQLException.class, () -> database.execute("INSERT INTO t VALUES (1)"));
    server.heal();
    database.execute("INSERT INTO t VALUES (1)");
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void aFullDiskRefusesRowsUntilThereIsRoom(Vendor vendor, Databases databases) throws Exception {
    try (SmallPair small = databases.smallPair(vendor, 4)) {
      Database database = small.pair().newDatabase();
      database.execute("CREATE TABLE t (v VARCHAR(4000))");
      small.disk().fill();
      assertThrows(
          SQLException.class,
          () -> {
            for (int i = 0; i < 1_000; i++) {
              database.execute("INSERT INTO t VALUES ('" + "x".repeat(4_000) + "')");
            }
          });

      small.disk().makeRoom();
      database.execute("INSERT INTO t VALUES ('" + "x".repeat(4_000) + "')");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void aFrozenServerAnswersOnceItIsThawed(Vendor vendor, Databases databases) throws Exception {
    BreakableServer server = databases.breakable(vendor);
    Database database = databases.breakablePair(vendor).newDatabase();

    server.freeze();
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return database.query("SELECT 1");
              } catch (SQLException e) {
                throw new CompletionException(e);
              }
            });
    assertThrows(TimeoutException.class, () -> answer.get(300, TimeUnit.MILLISECONDS));
    server.thaw();

    assertEquals("1", answer.get(30, TimeUnit.SECONDS));
  }

  /** It begins when somebody is looking already. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void aLockWaitIsSeen(Vendor vendor, Databases databases) throws Exception {
    Database database = databases.pair(vendor).oldDatabase();
    database.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
    try (Connection holder = database.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.executeUpdate("UPDATE t SET id = 2");
      assertThrows(AssertionError.class, () -> database.awaitLockWait(Duration.ofMillis(200)));
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(
              () -> {
                try {
                  database.execute("UPDATE t SET id = 3");
                } catch (SQLException e) {
                  throw new CompletionException(e);
                }
              });
      database.awaitLockWait(Duration.ofSeconds(30));
      holder.commit();
      waiting.join();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void aCutCommitIsThereOrNotAsItWasCut(Vendor vendor, Databases databases) throws Exception {
    Database database = databases.pair(vendor).oldDatabase();
    database.execute("CREATE TABLE t (id INT PRIMARY KEY)");
    try (TcpProxy proxy = new TcpProxy(database)) {
      Database cuttable = database.throughPort(proxy.port());

      commitIntoTheCut(cuttable, 1, proxy, TcpProxy.Cut.BEFORE_COMMIT);
      commitIntoTheCut(cuttable, 2, proxy, TcpProxy.Cut.BEFORE_ITS_ANSWER);

      assertEquals("2", database.query("SELECT max(id) FROM t"));
      assertEquals("1", cuttable.query("SELECT count(*) FROM t"));
    }
  }

  private static void commitIntoTheCut(Database database, int id, TcpProxy proxy, TcpProxy.Cut cut)
      throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate("INSERT INTO t VALUES (" + id + ")");
      proxy.cutNextCommit(cut);
      assertThrows(SQLException.class, connection::commit);
    }
  }
}
