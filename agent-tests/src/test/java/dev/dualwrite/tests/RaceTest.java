package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.tests.apps.load.Profile;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.Await;
import dev.dualwrite.tests.harness.BreakableServer;
import dev.dualwrite.tests.harness.Console;
import dev.dualwrite.tests.harness.Database;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Effort;
import dev.dualwrite.tests.harness.Load;
import dev.dualwrite.tests.harness.Status;
import dev.dualwrite.tests.harness.TcpProxy;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes write to the same rows, and their ways to the new database fail meanwhile. */
@Tag("torture")
@ExtendWith(Databases.Extension.class)
class RaceTest {
  private static final Duration TIME = Effort.seconds(8, 60);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int THREADS = 8;

  @TempDir Path folder;

  /**
   * Of each process in turn the connections to the new database are cut, or answer late, or are
   * ended by the server, at any step of a twin or of the reconciler.
   */
  @ParameterizedTest
  @CsvSource({"POSTGRESQL,inline", "POSTGRESQL,async", "MARIADB,inline", "MARIADB,async"})
  void twoProcessesFightOverTwentyRowsWhileTheirTwinsFail(
      Vendor vendor, String mirror, Databases databases) throws Exception {
    BreakableServer server = databases.breakable(vendor);
    DatabasePair pair = Load.prepare(databases.breakablePair(vendor));
    try (TcpProxy firstWay = new TcpProxy(pair.newDatabase());
        TcpProxy secondWay = new TcpProxy(pair.newDatabase())) {
      AgentConfig one = config(pair.withNewThroughPort(firstWay.port()), "one", mirror);
      AgentConfig two = config(pair.withNewThroughPort(secondWay.port()), "two", mirror);
      try (Load first = Load.start(pair, one, Profile.FIGHT, 1, THREADS);
          Load second = Load.start(pair, two, Profile.FIGHT, 2, THREADS)) {
        first.awaitTransactions(50);
        second.awaitTransactions(50);
        sabotage(List.of(firstWay, secondWay), server, pair.newDatabase());
        first.stop();
        second.stop();

        assertEquals(List.of(), first.errors());
        assertEquals(List.of(), second.errors());
        assertEquals(0, Status.awaitDrained(one, LIMIT).parked());
        assertEquals(0, Status.awaitDrained(two, LIMIT).parked());
        pair.awaitEqual(LIMIT);
        first.end().success();
        second.end().success();
      }
    }
  }

  private static void sabotage(List<TcpProxy> ways, BreakableServer server, Database database)
      throws Exception {
    Random random = new Random(17);
    long end = System.nanoTime() + TIME.toNanos();
    while (System.nanoTime() < end) {
      TcpProxy way = ways.get(random.nextInt(ways.size()));
      switch (random.nextInt(4)) {
        case 0 -> server.terminateConnections(database);
        case 1 -> {
          way.stall();
          pause(random.nextInt(1_500));
          way.resume();
        }
        default -> way.cut();
      }
      pause(random.nextInt(500));
    }
  }

  /** The time between two failures is part of what is provoked, so nothing else is waited for. */
  private static void pause(int millis) throws Exception {
    long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    Await.until("the pause is over", Duration.ofMinutes(1), () -> System.nanoTime() > end);
  }

  /**
   * The first process has written to the primary and not yet to the secondary; the second one has
   * to wait for it, and so can't overtake it.
   */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void nobodyOvertakesBetweenThePrimaryAndTheSecondary(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    try (TcpProxy way = new TcpProxy(pair.newDatabase());
        Console first =
            Console.start(pair, config(pair.withNewThroughPort(way.port()), "one", "inline"));
        Console second = Console.start(pair, config(pair, "two", "inline"))) {
      first.run("UPDATE t SET v = 'warm' WHERE id = 2");
      second.run("UPDATE t SET v = 'warmer' WHERE id = 2");
      first.run("begin");
      way.stall();
      first.run("UPDATE t SET v = 'first' WHERE id = 1");
      CompletableFuture<String> overtaking =
          inBackground(() -> second.answer("UPDATE t SET v = 'second' WHERE id = 1"));
      pair.oldDatabase().awaitLockWait(LIMIT);
      way.resume();
      first.run("commit");
      overtaking.join();

      pair.awaitEqual(LIMIT);
      assertEquals("second", pair.newDatabase().query("SELECT v FROM t WHERE id = 1"));
    }
  }

  /**
   * InnoDB writes nothing where an UPDATE sets what is there already, so a snapshot that is older
   * than the row goes on showing the row before it, or none, though the UPDATE has matched it.
   */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void aRowThatIsMatchedButNotChangedIsCopiedAsItIsNow(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    try (Console first = Console.start(pair, config(pair, "one", "inline"));
        Console second = Console.start(pair, config(pair, "two", "inline"))) {
      first.run("begin", "SELECT * FROM t");
      second.run("UPDATE t SET v = 'new' WHERE id = 1", "INSERT INTO t VALUES (3, 'new')");
      first.run("UPDATE t SET v = 'new' WHERE v = 'new'", "commit");

      assertEquals("2", pair.newDatabase().query("SELECT count(*) FROM t WHERE v = 'new'"));
      assertEquals(List.of(), pair.differences());
    }
  }

  /**
   * The first process' insert is committed on the secondary and not yet on the primary, when the
   * second one's reconciler finds that the primary has no such row and deletes it on the secondary.
   * Only its second look can tell.
   */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void aKeyThatIsJustBeingInsertedElsewhereIsLookedAtAgain(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    try (TcpProxy primary = new TcpProxy(pair.oldDatabase());
        TcpProxy secondary = new TcpProxy(pair.newDatabase())) {
      DatabasePair inserting = pair.withOldThroughPort(primary.port());
      DatabasePair deleting = pair.withNewThroughPort(secondary.port());
      AgentConfig one = patient(config(inserting, "one", "inline"));
      AgentConfig two = patient(config(deleting, "two", "inline"));
      try (Console first = Console.start(inserting, one);
          Console second = Console.start(deleting, two)) {
        // The first insert of each has it read the primary's table, on a connection of its own.
        first.run("INSERT INTO t VALUES (4, 'warm')");
        second.run("INSERT INTO t VALUES (5, 'warm')");
        pair.awaitEqual(LIMIT);
        secondary.stall();
        second.run("INSERT INTO t VALUES (3, 'gone')", "DELETE FROM t WHERE id = 3");
        Status.await(two, "the key is queued", LIMIT, status -> status.queued() > 0);

        first.run("begin", "INSERT INTO t VALUES (3, 'again')");
        primary.stall();
        CompletableFuture<String> committing = inBackground(() -> first.answer("commit"));
        awaitRow(pair.newDatabase(), 1);
        secondary.cut();
        secondary.resume();
        awaitRow(pair.newDatabase(), 0);
        primary.resume();
        committing.join();
        assertEquals("again", pair.oldDatabase().query("SELECT v FROM t WHERE id = 3"));

        pair.awaitEqual(LIMIT);
      }
    }
  }

  private static void awaitRow(Database database, int rows) throws Exception {
    Await.until(
        "the new database has " + rows + " rows of that key",
        LIMIT,
        () -> database.query("SELECT count(*) FROM t WHERE id = 3").equals(Integer.toString(rows)));
  }

  private interface Answer {
    String get() throws Exception;
  }

  private static CompletableFuture<String> inBackground(Answer answer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return answer.get();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        });
  }

  private AgentConfig config(DatabasePair pair, String name, String mirror) {
    return AgentConfig.impatient(pair, folder.resolve(name), Duration.ofSeconds(1))
        .with("dualwrite.mirror", mirror)
        .with("dualwrite.breaker.delay", "200ms");
  }

  /** Where nothing but what the test holds back may be given up, however busy the machine is. */
  private static AgentConfig patient(AgentConfig config) {
    return config.with("dualwrite.mirror.timeout", "3s");
  }

  private static DatabasePair fresh(Databases databases, Vendor vendor) throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(50))",
        "INSERT INTO t VALUES (1, 'old'), (2, 'old')");
    return pair;
  }
}
