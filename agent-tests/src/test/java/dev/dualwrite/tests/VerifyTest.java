package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.ChildJvm.Outcome;
import dev.dualwrite.tests.harness.CommandLine;
import dev.dualwrite.tests.harness.Damages;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Load;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A hundred rows are damaged on the new database, past the agent, while an application writes to
 * other tables and to the same ones.
 */
@ExtendWith(Databases.Extension.class)
class VerifyTest {
  private static final int THREADS = 3;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Times without a zone mean the same on both sides; backslashes are backslashes. */
  private static final Map<Vendor, String> PRELUDE =
      Map.of(
          Vendor.POSTGRESQL, "SET TimeZone = 'UTC'",
          Vendor.MARIADB, "SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES'");

  @TempDir Path folder;

  @ParameterizedTest
  @Execution(CONCURRENT)
  @CsvSource({"POSTGRESQL, POSTGRESQL", "MARIADB, MARIADB", "MARIADB, POSTGRESQL"})
  void aHundredDamagesAreNamedAndNothingElseAndRepaired(
      Vendor oldVendor, Vendor newVendor, Databases databases) throws Exception {
    DatabasePair pair = Load.prepare(databases.pair(oldVendor, newVendor));
    DamagedTables.make(pair);
    Damages damages = DamagedTables.damages(newVendor);
    assertEquals(100, damages.count());
    damages.prepare(pair, PRELUDE);
    AgentConfig config = config(pair);
    try (Load load = Load.start(pair, config, 5, THREADS)) {
      load.awaitTransactions(100);
      CommandLine line = new CommandLine(config.file());
      assertEquals(Set.of(), verify(line, 0, "full"), "before the damage");

      damages.plant(pair.newDatabase(), PRELUDE);

      assertEquals(damages.expected(), verify(line, 1, "full"));
      assertEquals(damages.expected(), verify(line, 1, "checksum"));
      Outcome repair = line.run("repair");
      assertEquals(0, repair.exitCode(), repair.toString());
      assertEquals(Set.of(), verify(line, 0, "checksum"), "after the repair");
      assertEquals(Set.of(), verify(line, 0, "full"), "after the repair");

      load.awaitTransactions(10);
      load.stop();
      assertEquals(List.of(), load.errors());
      if (oldVendor == newVendor) {
        pair.awaitEqual(LIMIT);
      }
      load.end().success();
    }
  }

  private static Set<String> verify(CommandLine line, int exitCode, String strategy)
      throws Exception {
    return Damages.found(line.json(exitCode, "verify", "--strategy", strategy));
  }

  private AgentConfig config(DatabasePair pair) throws Exception {
    AgentConfig config =
        AgentConfig.of(pair, "both-required", folder)
            .with("dualwrite.mirror.timeout", "2s")
            .withoutCheck()
            .forTheCommandLine(pair);
    config.write();
    return config;
  }
}
