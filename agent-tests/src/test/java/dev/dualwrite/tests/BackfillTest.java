package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.dualwrite.tests.apps.backfill.BackfillApp;
import dev.dualwrite.tests.apps.backfill.BackfillRows;
import dev.dualwrite.tests.apps.backfill.BackfillTable;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.Await;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.CommandLine;
import dev.dualwrite.tests.harness.Database;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Effort;
import dev.dualwrite.tests.harness.RowSums;
import dev.dualwrite.tests.harness.RunningChild;
import dev.dualwrite.tests.harness.Status;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Eight tables are backfilled while an application changes, deletes and inserts rows of all of
 * them, and the backfill is killed twice on the way.
 */
@ExtendWith(Databases.Extension.class)
class BackfillTest {
  /** In each of the eight tables. */
  private static final int ROWS = Effort.times(2_000, 250_000);

  /** Slow enough to be killed on the way. */
  private static final int RATE = Effort.times(5_000, 50_000);

  private static final Duration LIMIT = Duration.ofMinutes(Effort.times(2, 30));

  @TempDir Path folder;

  @ParameterizedTest
  @Execution(CONCURRENT)
  @CsvSource({"POSTGRESQL, POSTGRESQL", "MARIADB, MARIADB", "MARIADB, POSTGRESQL"})
  void killedTwiceBesideLiveWritesItLeavesBothSidesEqual(
      Vendor oldVendor, Vendor newVendor, Databases databases) throws Exception {
    DatabasePair pair = databases.pair(oldVendor, newVendor);
    BackfillRows.prepare(pair, ROWS);
    AgentConfig config = config(pair);
    CommandLine line = new CommandLine(config.file());

    try (RunningChild application =
        ChildJvm.of(BackfillApp.class)
            .agent(config.write())
            .arguments(oldVendor, ROWS)
            .database(pair.oldDatabase())
            .start()) {
      application.awaitOutput("done ", LIMIT);
      killWhen(line, pair, 8L * ROWS / 5);
      killWhen(line, pair, 8L * ROWS / 2);
      Map<String, Object> result = line.json(0, "backfill");
      assertEquals(true, result.get("continued"));
      assertEquals(List.of(), result.get("left"));
      application.send("stop");
      application.awaitOutput("stopped", LIMIT);
      assertFalse(application.output().contains("error"), application.output());
      Status drained = Status.awaitDrained(config, LIMIT);
      assertEquals(0, drained.parked(), drained::toString);

      assertEquals(List.of(), differences(pair));
      Map<String, Object> verified = line.json(0, "verify", "--strategy", "full");
      assertEquals(List.of(), verified.get("differences"));
      application.endInput();
      application.awaitEnd(LIMIT).success();
    }
  }

  private static void killWhen(CommandLine line, DatabasePair pair, long rows) throws Exception {
    try (RunningChild backfill = line.command("backfill", "--rate", String.valueOf(RATE)).start()) {
      Await.until(
          "the backfill has come to " + rows + " rows",
          LIMIT,
          () -> {
            assertFalse(backfill.hasEnded(), backfill::errors);
            return copied(pair.newDatabase()) >= rows;
          });
      backfill.kill();
    }
  }

  private static long copied(Database database) throws Exception {
    long rows = 0;
    for (BackfillTable table : BackfillTable.values()) {
      rows += Long.parseLong(database.query("SELECT count(*) FROM " + table.table()));
    }
    return rows;
  }

  private static List<String> differences(DatabasePair pair) throws Exception {
    List<String> differences = new ArrayList<>();
    for (BackfillTable table : BackfillTable.values()) {
      String old = RowSums.of(pair.oldDatabase(), table.table());
      String other = RowSums.of(pair.newDatabase(), table.table());
      if (!old.equals(other)) {
        differences.add(table + ": old has " + old + ", new has " + other);
      }
    }
    return differences;
  }

  private AgentConfig config(DatabasePair pair) throws Exception {
    AgentConfig config =
        AgentConfig.of(pair, "both-required", folder)
            .with("dualwrite.mirror.timeout", "2s")
            .forTheCommandLine(pair);
    config.write();
    return config;
  }
}
