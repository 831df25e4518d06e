package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.Await;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.CommandLine;
import dev.dualwrite.tests.harness.Console;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Status;
import dev.dualwrite.tests.harness.TcpProxy;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gate that should hold does, says what to do, and nothing is changed; then it opens. */
@ExtendWith(Databases.Extension.class)
class GatesTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int CLEAN = 0;
  private static final int HELD = 1;
  private static final int FAILED = 3;

  @TempDir Path folder;

  @Test
  void withAllOpenThePhaseMovesAndTheFileSaysSo(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = config(pair, "both-required");
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'one')");
      assertEquals(List.of(), held(config, CLEAN, "new-primary", "--dry-run"));
      assertPhase(config, "both-required");
      assertEquals(List.of(), held(config, CLEAN, "new-primary"));
      assertPhase(config, "new-primary");
      assertTrue(Files.readString(config.file()).contains("dualwrite.phase=new-primary"));
      console.run("INSERT INTO t VALUES (2, 'two')");
      console.end().success();
    }
    assertEquals(List.of(), pair.differences());
    assertEquals("2", pair.newDatabase().query("SELECT count(*) FROM t"));
  }

  @Test
  void aQueuedKeyHolds(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = config(pair, "both-required");
    pair.newDatabase().execute("ALTER TABLE t ADD CONSTRAINT no_nine CHECK (id <> 9)");
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (9, 'nine')");
      Status.await(config, "the key is queued", LIMIT, status -> status.queued() == 1);
      assertTrue(held(config, FAILED, "new-primary").contains("queue"));
      assertPhase(config, "both-required");

      pair.newDatabase().execute("ALTER TABLE t DROP CONSTRAINT no_nine");
      new CommandLine(config.file()).run("retry").success();
      assertEquals(List.of(), held(config, CLEAN, "new-primary"));
      console.end().success();
    }
    assertEquals(List.of(), pair.differences());
  }

  /** The write reached the primary alone, and nobody knows its key. */
  @Test
  void anOpenDivergenceHolds(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    pair.oldDatabase()
        .execute("CREATE PROCEDURE put() LANGUAGE sql AS 'INSERT INTO t VALUES (5, ''five'')'");
    AgentConfig config = config(pair, "both-required");
    try (Console console = Console.start(pair, config)) {
      console.run("CALL put()");
      assertTrue(held(config, FAILED, "new-primary").contains("divergences"));
      assertTrue(held(config, HELD, "new-primary", "--dry-run").contains("verified"));
      assertPhase(config, "both-required");

      pair.newDatabase().execute("INSERT INTO t VALUES (5, 'five')");
      assertEquals(List.of(), held(config, CLEAN, "new-primary"));
      console.end().success();
    }
  }

  @Test
  void aSequenceThatCannotBeSetHolds(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    pair.oldDatabase().execute("CREATE SEQUENCE numbers");
    AgentConfig config = config(pair, "both-required");
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t SELECT nextval('numbers'), 'n'");
      assertTrue(held(config, FAILED, "new-primary").contains("sequences"));
      assertPhase(config, "both-required");

      pair.newDatabase().execute("CREATE SEQUENCE numbers");
      assertEquals(List.of(), held(config, CLEAN, "new-primary"));
      console.run("INSERT INTO t SELECT nextval('numbers'), 'n'");
      console.end().success();
    }
    assertEquals(List.of(), pair.differences());
  }

  @Test
  void aDatabaseThatCannotBeReachedHolds(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    try (TcpProxy way = new TcpProxy(pair.newDatabase())) {
      AgentConfig config = config(pair.withNewThroughPort(way.port()), "both-required");
      try (Console console = Console.start(pair, config)) {
        console.run("INSERT INTO t VALUES (1, 'one')");
        way.close();
        assertTrue(held(config, FAILED, "new-primary").contains("new database"));
        assertPhase(config, "both-required");
        console.run("INSERT INTO t VALUES (2, 'two')");
        console.end().success();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void aTransactionThatDoesNotEndHoldsAndTheOthersGoOn(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute("CREATE TABLE t (id INT PRIMARY KEY, text VARCHAR(50))");
    AgentConfig config = config(pair, "both-required").with("dualwrite.phase.max-pause", "500ms");
    try (Console console = Console.start(pair, config)) {
      console.run("begin", "INSERT INTO t VALUES (1, 'one')");
      assertTrue(held(config, FAILED, "new-primary").contains("transactions"));
      assertPhase(config, "both-required");
      console.run("INSERT INTO t VALUES (2, 'two')", "commit");
      assertEquals(List.of(), held(config, CLEAN, "new-primary"));
      console.run("INSERT INTO t VALUES (3, 'three')", "commit");
      console.end().success();
    }
    assertEquals(List.of(), pair.differences());
    assertEquals("3", pair.newDatabase().query("SELECT count(*) FROM t"));
  }

  /** What old missed is queued; the way back opens once it has that. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void theWayBackIsShutWhileOldIsDownAndOpensWhenItHasAll(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute("CREATE TABLE t (id INT PRIMARY KEY, text VARCHAR(50))");
    try (TcpProxy way = new TcpProxy(pair.oldDatabase())) {
      DatabasePair stoppable = pair.withOldThroughPort(way.port());
      AgentConfig config =
          config(stoppable, "both-required").with("dualwrite.breaker.delay", "500ms");
      try (Console console = Console.start(stoppable, config)) {
        console.run("INSERT INTO t VALUES (1, 'one')");
        assertEquals(List.of(), held(config, CLEAN, "new-primary"));
        way.refuse();
        console.run("INSERT INTO t VALUES (2, 'two')", "INSERT INTO t VALUES (3, 'three')");
        List<String> held = held(config, FAILED, "both-required");
        assertTrue(held.containsAll(List.of("old database", "queue")), held::toString);
        assertPhase(config, "new-primary");

        way.accept();
        Status.awaitDrained(config, LIMIT);
        Await.until(
            "the way back is open",
            LIMIT,
            () -> held(config, null, "both-required", "--dry-run").isEmpty());
        assertEquals(List.of(), held(config, CLEAN, "both-required"));
        console.run("INSERT INTO t VALUES (4, 'four')");
        console.end().success();
      }
    }
    assertEquals(List.of(), pair.differences());
    assertEquals("4", pair.oldDatabase().query("SELECT count(*) FROM t"));
  }

  @Test
  void byForceItMovesAllTheSame(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = config(pair, "both-required");
    pair.newDatabase().execute("INSERT INTO t VALUES (7, 'only here')");
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'one')");
      assertTrue(held(config, FAILED, "new-primary").contains("verified"));
      assertTrue(held(config, CLEAN, "new-primary", "--force").contains("verified"));
      assertPhase(config, "new-primary");
      ChildJvm.Outcome ended = console.end();
      assertTrue(ended.errors().contains("BY FORCE"), ended::toString);
    }
  }

  /** A refused row stays queued for longer than any fence is up. */
  @Test
  void byForceAQueuedKeyIsNotWaitedForAndTheComingPrimaryIsRight(Databases databases)
      throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = config(pair, "both-required").with("dualwrite.phase.max-pause", "500ms");
    pair.newDatabase().execute("ALTER TABLE t ADD CONSTRAINT no_nine CHECK (id <> 9)");
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (9, 'nine')");
      Status.await(config, "the key is queued", LIMIT, status -> status.queued() == 1);
      assertTrue(held(config, CLEAN, "new-primary", "--force").contains("queue"));
      assertPhase(config, "new-primary");
      console.run("INSERT INTO t VALUES (2, 'two')");
      new CommandLine(config.file()).run("retry").success();
      console.end().success();
    }
    assertEquals(List.of(), pair.differences());
    assertEquals("1", pair.oldDatabase().query("SELECT count(*) FROM t"));
  }

  @Test
  void aPhaseWrittenIntoTheFileIsTakenOverOrRefused(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = config(pair, "old-only");
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'one')");
      write(config, "both-required");
      awaitPhase(config, "both-required");
      console.run("INSERT INTO t VALUES (2, 'two')");
      write(config, "new-primary");
      Await.until("it is refused", LIMIT, () -> console.errors().contains("stays both-required"));
      assertPhase(config, "both-required");

      pair.newDatabase().execute("INSERT INTO t VALUES (1, 'one')");
      assertEquals(List.of(), held(config, CLEAN, "new-primary"));
      console.end().success();
    }
    assertEquals(List.of(), pair.differences());
  }

  /** The gates need both databases, so they are looked at once the application has connected. */
  @Test
  void aPhaseWrittenIntoTheFileBeforeAStartIsGatedToo(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = config(pair, "both-required");
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'one')");
      console.end().success();
    }
    write(config, "new-primary");
    try (Console console = Console.start(pair, config.with("dualwrite.phase", "new-primary"))) {
      console.run("INSERT INTO t VALUES (2, 'two')");
      awaitPhase(config, "new-primary");
      console.run("INSERT INTO t VALUES (3, 'three')");
      console.end().success();
    }
    assertEquals(List.of(), pair.differences());
  }

  /** It is changed for the next start, with the same gates. */
  @Test
  void ofAnApplicationThatDoesNotRunThePhaseIsChangedToo(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = config(pair, "both-required").forTheCommandLine(pair);
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'one')");
      console.end().success();
    }
    pair.newDatabase().execute("INSERT INTO t VALUES (7, 'only here')");
    assertTrue(held(config, FAILED, "new-primary").contains("verified"));
    pair.newDatabase().execute("DELETE FROM t WHERE id = 7");
    assertEquals(List.of(), held(config, CLEAN, "new-primary"));
    assertTrue(Files.readString(config.file()).contains("dualwrite.phase=new-primary"));
  }

  @Test
  void withoutANameItSaysWhereWeAreAndWhatEachStepNeeds(Databases databases) throws Exception {
    DatabasePair pair = fresh(databases);
    AgentConfig config = config(pair, "new-secondary");
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'one')");
      held(config, CLEAN, "both-required");
      String text = new CommandLine(config.file()).run("phase").success();
      assertTrue(text.startsWith("Phase both-required since "), text);
      assertTrue(text.contains("new-secondary to both-required, by the command line"), text);
      assertTrue(text.contains("new-primary, which moves authority: open"), text);
      assertTrue(text.contains("new-secondary: open"), text);
      console.end().success();
    }
  }

  /** With a shorter timeout, what differs is certain sooner. */
  private AgentConfig config(DatabasePair pair, String phase) {
    return AgentConfig.of(pair, phase, folder).with("dualwrite.mirror.timeout", "1s");
  }

  private static DatabasePair fresh(Databases databases) throws Exception {
    DatabasePair pair = databases.pair(Vendor.POSTGRESQL);
    pair.execute("CREATE TABLE t (id INT PRIMARY KEY, text VARCHAR(50))");
    return pair;
  }

  private static void write(AgentConfig config, String phase) throws Exception {
    config.with("dualwrite.phase", phase).write();
  }

  private static void assertPhase(AgentConfig config, String phase) throws Exception {
    assertEquals(phase, Status.of(config).json().get("phase"));
  }

  private static void awaitPhase(AgentConfig config, String phase) throws Exception {
    Status.await(config, "the phase is " + phase, LIMIT, s -> phase.equals(s.json().get("phase")));
  }

  /**
   * Runs the command, and returns the names of the gates that held.
   *
   * @param exitCode null where it doesn't matter
   */
  private static List<String> held(AgentConfig config, Integer exitCode, String... arguments)
      throws Exception {
    ChildJvm command = new CommandLine(config.file()).command("phase");
    ChildJvm.Outcome outcome = command.arguments((Object[]) arguments).arguments("--json").run();
    if (exitCode != null) {
      assertEquals(exitCode, outcome.exitCode(), outcome::toString);
    }
    List<String> held = new ArrayList<>();
    for (Object gate : (List<?>) JSON.std.mapFrom(outcome.output()).get("gates")) {
      if (Boolean.FALSE.equals(((Map<?, ?>) gate).get("open"))) {
        held.add((String) ((Map<?, ?>) gate).get("gate"));
      }
    }
    return held;
  }
}
