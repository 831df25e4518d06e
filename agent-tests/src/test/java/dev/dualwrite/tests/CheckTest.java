package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.dualwrite.tests.apps.load.Profile;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.Await;
import dev.dualwrite.tests.harness.Console;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.DivergenceLines;
import dev.dualwrite.tests.harness.Load;
import dev.dualwrite.tests.harness.Status;
import dev.dualwrite.tests.harness.TcpProxy;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows are damaged on the new database just after they were written, past the agent. */
@ExtendWith(Databases.Extension.class)
class CheckTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Set<String> DIFFERENCES = Set.of("row-differs", "row-missing", "row-extra");

  @TempDir Path folder;

  @ParameterizedTest
  @Execution(CONCURRENT)
  @CsvSource({"POSTGRESQL, both-required, queued", "MARIADB, new-secondary, repaired"})
  void damagedRowsAreFoundNamedAndHealed(
      Vendor vendor, String phase, String action, Databases databases) throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20), w INT)");
    AgentConfig config = config(pair, phase);
    try (Console console = Console.start(pair, config)) {
      console.run("INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 1), (3, 'c', 1), (4, 'd', 1)");
      console.run("begin", "UPDATE t SET w = 2", "DELETE FROM t WHERE id = 3", "commit");
      pair.newDatabase()
          .execute(
              "UPDATE t SET v = 'damaged' WHERE id = 1",
              "DELETE FROM t WHERE id = 2",
              "INSERT INTO t VALUES (3, 'c', 1)");

      Await.until("all is healed", LIMIT, () -> lines(config).ofKind("resolved").size() == 3);
      assertEquals(
          Set.of(
              "row-differs {id=1} " + action + " {v=?}",
              "row-missing {id=2} " + action + " null",
              "row-extra {id=3} " + action + " null"),
          differences(config));
      assertFalse(Files.readString(config.divergenceLog()).contains("damaged"), "a value");
      pair.awaitEqual(LIMIT);
      Map<?, ?> check = (Map<?, ?>) Status.of(config).json().get("check");
      assertEquals(3, check.get("differing"), check::toString);
      assertEquals(0, check.get("dropped"), check::toString);
      console.end().success();
    }
    assertEquals(List.of(), pair.differences());
  }

  /** Eight threads fight over twenty rows; then the new database can't be reached for a while. */
  @Test
  @Execution(CONCURRENT)
  void rowsThatAreFoughtOverAndADatabaseThatIsDownAreNoDifferences(Databases databases)
      throws Exception {
    DatabasePair pair = Load.prepare(databases.pair(Vendor.POSTGRESQL));
    try (TcpProxy way = new TcpProxy(pair.newDatabase())) {
      AgentConfig config =
          config(pair.withNewThroughPort(way.port()), "both-required")
              .with("dualwrite.breaker.delay", "500ms");
      try (Load load = Load.start(pair, config, Profile.FIGHT, 1, 8)) {
        load.awaitTransactions(50);
        Status.await(config, "many rows are compared", LIMIT, status -> checked(status) > 150);
        way.refuse();
        Status.await(config, "the breaker opens", LIMIT, Status::breakerOpen);
        load.awaitTransactions(50);
        int before = checked(Status.of(config));
        way.accept();
        Status.await(config, "it goes on", LIMIT, status -> checked(status) > before + 30);
        load.stop();
        Status.awaitDrained(config, LIMIT);
        assertEquals(Set.of(), differences(config));
        load.end().success();
      }
    }
    assertEquals(List.of(), pair.differences());
  }

  private AgentConfig config(DatabasePair pair, String phase) {
    return AgentConfig.of(pair, phase, folder)
        .with("dualwrite.mirror.timeout", "1s")
        .with("dualwrite.check.percent", "100");
  }

  private static int checked(Status status) {
    Map<?, ?> check = (Map<?, ?>) status.json().getOrDefault("check", Map.of("checked", 0));
    return ((Number) check.get("checked")).intValue();
  }

  private static DivergenceLines lines(AgentConfig config) throws Exception {
    return DivergenceLines.read(config.divergenceLog());
  }

  /** Returns kind, key, action, and the columns. */
  private static Set<String> differences(AgentConfig config) throws Exception {
    return lines(config).lines().stream()
        .filter(line -> DIFFERENCES.contains(line.get("kind")))
        .map(
            line ->
                line.get("kind")
                    + " "
                    + line.get("key")
                    + " "
                    + line.get("action")
                    + " "
                    + line.get("expected"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
