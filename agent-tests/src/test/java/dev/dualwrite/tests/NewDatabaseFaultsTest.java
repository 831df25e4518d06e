package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.Await;
import dev.dualwrite.tests.harness.Comparison;
import dev.dualwrite.tests.harness.Console;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.DivergenceLines;
import dev.dualwrite.tests.harness.TcpProxy;
import dev.dualwrite.tests.harness.Vendor;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No fault of the new database may hurt the application, nor leave half a transaction there. */
@ExtendWith(Databases.Extension.class)
class NewDatabaseFaultsTest {
  private static final String INSERT = "INSERT INTO t VALUES (%d, 'row')";
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  /** What two busy cores may add to any duration. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void downFromTheStartTheApplicationWritesAsBefore(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    int refusing = refusingPort();
    AgentConfig config = config(pair.withNewThroughPort(refusing));

    try (Console console = Console.start(pair, config)) {
      for (int i = 1; i <= 10; i++) {
        assertTrue(atMost(TIMEOUT, console.run(String.format(INSERT, i))));
      }
      console.end().success();
    }

    assertEquals("10", pair.oldDatabase().query("SELECT count(*) FROM t"));
    assertEveryKeyIsLogged(config, 10);
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void hangingItDelaysTheApplicationByTheTimeoutUntilItIsAskedNoMore(
      Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    try (TcpProxy proxy = new TcpProxy(pair.newDatabase())) {
      AgentConfig config =
          config(pair.withNewThroughPort(proxy.port())).with("dualwrite.breaker.delay", "1h");
      try (Console console = Console.start(pair, config)) {
        console.run(String.format(INSERT, 1));
        proxy.stall();
        for (int i = 2; i <= 6; i++) {
          assertTrue(atMost(TIMEOUT, console.run(String.format(INSERT, i))));
        }
        for (int i = 7; i <= 10; i++) {
          Duration asBefore = Duration.ofMillis(TIMEOUT.toMillis() / 2);
          assertTrue(console.run(String.format(INSERT, i)).compareTo(asBefore) < 0);
        }
        console.end().success();
      }
      assertEquals("10", pair.oldDatabase().query("SELECT count(*) FROM t"));
      assertEquals("1", pair.newDatabase().query("SELECT count(*) FROM t"));
      // A single statement that was sent may still be done: it commits itself.
      assertFalse(DivergenceLines.read(config.divergenceLog()).ofKind("in-doubt").isEmpty());
      assertEveryKeyIsLogged(config, 9);
    }
  }

  @Test
  void afterAHangWritesReachItAgain(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, Vendor.POSTGRESQL);
    try (TcpProxy proxy = new TcpProxy(pair.newDatabase())) {
      AgentConfig config =
          config(pair.withNewThroughPort(proxy.port())).with("dualwrite.breaker.delay", "200ms");
      try (Console console = Console.start(pair, config)) {
        proxy.stall();
        for (int i = 1; i <= 5; i++) {
          console.run(String.format(INSERT, i));
        }
        proxy.resume();
        int[] next = {100};
        Await.until(
            "a row arrives after the hang",
            Duration.ofSeconds(30),
            () -> {
              console.run(String.format(INSERT, next[0]++));
              return !"0"
                  .equals(pair.newDatabase().query("SELECT count(*) FROM t WHERE id >= 100"));
            });
        console.end().success();
      }
    }
  }

  /** In a phase without a queue, which would bring the rows later. */
  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aTransactionThatFailsThereIsThereNotEvenInPart(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    pair.oldDatabase().execute("CREATE TABLE only_old (id INT PRIMARY KEY)");
    pair.newDatabase().execute("ALTER TABLE u DROP COLUMN v");
    AgentConfig config = config(pair).with("dualwrite.phase", "new-secondary");

    try (Console console = Console.start(pair, config)) {
      console.run("begin");
      console.run("INSERT INTO t VALUES (1, 'with a missing table')");
      console.run("INSERT INTO only_old VALUES (1)", "INSERT INTO t VALUES (2, 'the same')");
      console.run("commit", "INSERT INTO t VALUES (3, 'with a missing column')");
      console.run("INSERT INTO u (id, v) VALUES (1, 'x')", "commit");
      console.run("INSERT INTO t VALUES (4, 'alone')", "commit");
      console.end().success();
    }

    assertEquals("4", pair.oldDatabase().query("SELECT count(*) FROM t"));
    assertEquals("4", pair.newDatabase().query("SELECT max(id) FROM t WHERE v = 'alone'"));
    assertEquals("1", pair.newDatabase().query("SELECT count(*) FROM t"));
    DivergenceLines failures = DivergenceLines.read(config.divergenceLog()).ofKind("write-failed");
    assertFalse(failures.naming("only_old").isEmpty(), failures::toString);
    assertFalse(failures.naming("u").isEmpty(), failures::toString);
    assertEquals(failures.size(), failures.with("side", "new").size());
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aRollbackLeavesNothingThere(Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    AgentConfig config = config(pair);

    try (Console console = Console.start(pair, config)) {
      console.run("begin", "INSERT INTO t VALUES (1, 'x')", "UPDATE t SET v = 'y'", "rollback");
      console.run("INSERT INTO t VALUES (2, 'kept')", "commit");
      console.run("INSERT INTO t VALUES (3, 'left open')");
      console.end().success();
    }

    assertEquals(List.of(), pair.differences());
    assertEquals(1, Comparison.of(pair).rows("t"));
  }

  private AgentConfig config(DatabasePair pair) {
    return AgentConfig.of(pair, "both-required", folder)
        .with("dualwrite.mirror.timeout", TIMEOUT.toMillis() + "ms");
  }

  private static DatabasePair fresh(Databases databases, Vendor vendor) throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(50))",
        "CREATE TABLE u (id INT PRIMARY KEY, v VARCHAR(50))");
    return pair;
  }

  private static boolean atMost(Duration timeout, Duration actual) {
    return actual.compareTo(timeout.plus(SLACK)) < 0;
  }

  private static int refusingPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void assertEveryKeyIsLogged(AgentConfig config, int keys) throws Exception {
    DivergenceLines log = DivergenceLines.read(config.divergenceLog());
    long distinct = log.lines().stream().map(line -> line.get("key")).distinct().count();
    assertEquals(keys, distinct, log::toString);
  }
}
