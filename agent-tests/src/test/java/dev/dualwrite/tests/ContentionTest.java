package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.tests.apps.ContentionApp;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.DivergenceLines;
import dev.dualwrite.tests.harness.RunningChild;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Interleavings: threads update, delete and insert the same few rows, by key and by predicate, in
 * orders that wait for and deadlock each other.
 */
@ExtendWith(Databases.Extension.class)
class ContentionTest {
  private static final int TRANSACTIONS = 150;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void eightThreadsOverTheSameRowsLeaveBothDatabasesEqual(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(vendor, databases);
    AgentConfig config = AgentConfig.of(pair, "new-secondary", folder);

    String output = child(pair, 1, 8).agent(config.write()).run().success();

    assertEqualAndNothingTold(pair, DivergenceLines.read(config.divergenceLog()));
    assertEquals(increments(output), sumOfCounters(pair));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void twoProcessesOverTheSameRowsLeaveBothDatabasesEqual(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(vendor, databases);
    AgentConfig one = AgentConfig.of(pair, "both-required", folder.resolve("one"));
    AgentConfig two = AgentConfig.of(pair, "both-required", folder.resolve("two"));

    try (RunningChild first = child(pair, 10, 4).agent(one.write()).start();
        RunningChild second = child(pair, 20, 4).agent(two.write()).start()) {
      int increments =
          increments(first.awaitEnd(Duration.ofMinutes(3)).success())
              + increments(second.awaitEnd(Duration.ofMinutes(3)).success());

      assertEqualAndNothingTold(
          pair,
          DivergenceLines.read(one.divergenceLog()),
          DivergenceLines.read(two.divergenceLog()));
      assertEquals(increments, sumOfCounters(pair));
    }
  }

  private static void assertEqualAndNothingTold(DatabasePair pair, DivergenceLines... logs)
      throws Exception {
    for (DivergenceLines log : logs) {
      assertEquals(List.of(), log.lines());
    }
    assertEquals(List.of(), pair.differences());
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void withoutTheAgentNoIncrementIsLost(Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = fresh(vendor, databases);

    String output = child(pair, 1, 8).run().success();

    assertEquals(increments(output), sumOfCounters(pair));
  }

  private static DatabasePair fresh(Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute(ContentionApp.schema(vendor));
    return pair;
  }

  private static ChildJvm child(DatabasePair pair, int seed, int threads) {
    return ChildJvm.of(ContentionApp.class)
        .arguments(pair.oldDatabase().vendor(), seed, threads, TRANSACTIONS)
        .database(pair.oldDatabase());
  }

  private static int increments(String output) {
    return Integer.parseInt(output.substring(output.indexOf("increments ") + 11).strip());
  }

  private static int sumOfCounters(DatabasePair pair) throws Exception {
    return Integer.parseInt(pair.oldDatabase().query("SELECT SUM(n) FROM counter"));
  }
}
