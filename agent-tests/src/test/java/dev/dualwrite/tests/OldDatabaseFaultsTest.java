package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.dualwrite.tests.apps.LiveObjectsApp;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.Console;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.DivergenceLines;
import dev.dualwrite.tests.harness.RunningChild;
import dev.dualwrite.tests.harness.Status;
import dev.dualwrite.tests.harness.TcpProxy;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Once the new database is the primary, the old one may go away. */
@ExtendWith(Databases.Extension.class)
class OldDatabaseFaultsTest {
  private static final String INSERT = "INSERT INTO t VALUES (%d, 'row')";

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Map<Vendor, String> MADE =
      Map.of(
          Vendor.POSTGRESQL, "CREATE TABLE made (id SERIAL PRIMARY KEY, text VARCHAR(50))",
          Vendor.MARIADB, "CREATE TABLE made (id INT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(50))",
          Vendor.H2, "CREATE TABLE made (id INT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(50))");

  /** What the application finds, whatever the vendor. */
  private static final String CHECKS =
      """
      insert bound before: 1
      rows of before: 2
      rows of before, the last: 3
      hikari: 1
      dbcp2: 1
      distributed: refused
      ready
      valid: true
      closed: false
      autocommit: true
      isolation: 8
      read-only: false
      network timeout: true
      warnings: null
      schema: true
      clob: true
      array: true
      native: SELECT 1
      savepoint: true
      unwrap: true
      prepared before: 1
      its parameters: 2
      made before: 1
      update count: 1
      more results: false
      keys: true
      its cancellation: true
      meta data of before: true
      its URL: new
      driver's own: true
      hikari again: 1
      dbcp2 with its statement: 1
      a new pool: 1
      a pooled connection: 1
      a new connection: 1
      XA: refused
      rows: [1, 2, 3, 4, 5, 7, 8, 9, 30, 40, 41, 42, 43]
      ended
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @Execution(CONCURRENT)
  @CsvSource({
    "POSTGRESQL, new-only",
    "MARIADB, new-only",
    "H2, new-only",
    "POSTGRESQL, new-primary",
    "MARIADB, new-primary",
    "H2, new-primary"
  })
  void theApplicationGoesOnWithoutItAndStartsWithoutIt(
      Vendor vendor, String phase, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    try (TcpProxy proxy = new TcpProxy(pair.oldDatabase())) {
      DatabasePair stoppable = pair.withOldThroughPort(proxy.port());
      AgentConfig config = AgentConfig.of(stoppable, phase, folder);
      try (Console console = Console.start(stoppable, config)) {
        console.run(String.format(INSERT, 1));
        proxy.close();
        for (int i = 2; i <= 6; i++) {
          console.run("bind " + i + " row INSERT INTO t VALUES (?, ?)");
        }
        console.end().success();
      }
      try (Console console = Console.start(stoppable, config)) {
        console.run("begin", String.format(INSERT, 7), "commit");
        console.end().success();
      }
      assertEquals("7", pair.newDatabase().query("SELECT count(*) FROM t"));
      String mirrored = phase.equals("new-only") ? "0" : "1";
      assertEquals(
          mirrored, pair.oldDatabase().query("SELECT count(*) FROM t"), () -> text(config));
      assertQueued(config, phase.equals("new-only") ? 0 : 6);
    }
  }

  /** A connection of before the change, whose own database dies, is one of the new database now. */
  @ParameterizedTest
  @Execution(CONCURRENT)
  @EnumSource(Vendor.class)
  void aConnectionToItGoesOnWithoutIt(Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    try (TcpProxy proxy = new TcpProxy(pair.oldDatabase())) {
      DatabasePair stoppable = pair.withOldThroughPort(proxy.port());
      AgentConfig config = AgentConfig.of(stoppable, "both-required", folder);
      try (Console console = Console.start(stoppable, config)) {
        console.run(String.format(INSERT, 1), "phase new-only", String.format(INSERT, 2));
        proxy.close();
        console.run("begin", String.format(INSERT, 3));
        console.run("bind 4 row INSERT INTO t VALUES (?, ?)", "commit");
        console.end().success();
      }
      assertEquals("4", pair.newDatabase().query("SELECT count(*) FROM t"));
      assertEquals("1", pair.oldDatabase().query("SELECT count(*) FROM t"));
      assertEquals(List.of(), DivergenceLines.read(config.divergenceLog()).lines());
    }
  }

  /** Whatever the application holds of the old database goes on with the new one, or refuses. */
  @ParameterizedTest
  @Execution(CONCURRENT)
  @EnumSource(Vendor.class)
  void noObjectOfItNeedsIt(Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    pair.execute(MADE.get(vendor));
    try (TcpProxy proxy = new TcpProxy(pair.oldDatabase())) {
      DatabasePair stoppable = pair.withOldThroughPort(proxy.port());
      AgentConfig config = AgentConfig.of(stoppable, "both-required", folder);
      try (RunningChild app =
          ChildJvm.of(LiveObjectsApp.class)
              .arguments(vendor)
              .database(stoppable.oldDatabase())
              .agent(config.write())
              .start()) {
        app.awaitOutput("ready", LIMIT);
        proxy.close();
        app.send("gone");

        assertEquals(CHECKS, app.awaitEnd(LIMIT).success());
      }
      assertEquals("3", pair.oldDatabase().query("SELECT count(*) FROM t"));
      assertEquals(List.of(), DivergenceLines.read(config.divergenceLog()).lines());
    }
  }

  /** A transaction of the old database's last phase is what it misses, until it is back. */
  @ParameterizedTest
  @Execution(CONCURRENT)
  @EnumSource(Vendor.class)
  void whatItMissedItGetsWhenItIsBack(Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    try (TcpProxy proxy = new TcpProxy(pair.oldDatabase())) {
      DatabasePair stoppable = pair.withOldThroughPort(proxy.port());
      AgentConfig config =
          AgentConfig.of(stoppable, "new-primary", folder).with("dualwrite.breaker.delay", "500ms");
      try (Console console = Console.start(stoppable, config)) {
        console.run(String.format(INSERT, 1));
        proxy.refuse();
        console.run("begin", String.format(INSERT, 2), String.format(INSERT, 3), "commit");
        console.run("UPDATE t SET text = 'changed' WHERE id = 1", "DELETE FROM t WHERE id = 2");
        console.run("commit");
        Status.await(config, "keys are queued", LIMIT, status -> status.queued() > 0);
        proxy.accept();

        Status.awaitDrained(config, LIMIT);
        pair.awaitEqual(LIMIT);
        console.end().success();
      }
      assertEquals("2", pair.oldDatabase().query("SELECT count(*) FROM t"));
    }
  }

  private static DatabasePair fresh(Databases databases, Vendor vendor) throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute("CREATE TABLE t (id INT PRIMARY KEY, text VARCHAR(50))");
    return pair;
  }

  private static String text(AgentConfig config) {
    try {
      return java.nio.file.Files.readString(config.divergenceLog());
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  private static void assertQueued(AgentConfig config, int keys) throws Exception {
    DivergenceLines log = DivergenceLines.read(config.divergenceLog());
    assertEquals(keys, log.with("action", "queued").lines().size(), log::toString);
    assertFalse(log.lines().stream().anyMatch(line -> line.toString().contains("\"new\"")));
  }
}
