package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.BreakableServer;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Effort;
import dev.dualwrite.tests.harness.Load;
import dev.dualwrite.tests.harness.Status;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The application is killed while its threads are anywhere between a statement and the end of a
 * commit, and again while the queue of the run before is drained.
 */
@ExtendWith(Databases.Extension.class)
class CrashTest {
  private static final int KILLS = Effort.times(6, 50);
  private static final int THREADS = 6;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"POSTGRESQL,inline", "MARIADB,inline", "POSTGRESQL,async", "MARIADB,async"})
  void killedAtRandomMomentsTheApplicationLosesNothing(
      Vendor vendor, String mirror, Databases databases) throws Exception {
    assumeTrue(!isLeftOut(vendor, mirror), "as the other vendor");
    DatabasePair pair = Load.prepare(databases.pair(vendor));
    AgentConfig config =
        AgentConfig.of(pair, "both-required", folder).with("dualwrite.mirror", mirror);
    Random random = new Random(31);

    for (int i = 1; i <= KILLS; i++) {
      try (Load load = Load.start(pair, config, i, THREADS)) {
        load.awaitTransactions(1 + random.nextInt(300));
        load.kill();
        assertEquals(List.of(), load.errors());
      }
    }

    assertEqualOnceDrained(pair, config);
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL,inline", "MARIADB,inline", "POSTGRESQL,async", "MARIADB,async"})
  void killedWhileTheNewDatabaseIsKilledTooItLosesNothing(
      Vendor vendor, String mirror, Databases databases) throws Exception {
    assumeTrue(!isLeftOut(vendor, mirror), "as the other vendor");
    BreakableServer server = databases.breakable(vendor);
    DatabasePair pair = Load.prepare(databases.breakablePair(vendor));
    AgentConfig config =
        AgentConfig.impatient(pair, folder, Duration.ofSeconds(1)).with("dualwrite.mirror", mirror);
    Random random = new Random(31);

    for (int i = 1; i <= KILLS; i++) {
      try (Load load = Load.start(pair, config, i, THREADS)) {
        load.awaitTransactions(1 + random.nextInt(200));
        // It comes back while the application is there, or only for the next one.
        boolean dead = random.nextBoolean();
        if (dead) {
          server.kill();
          load.awaitTransactions(1 + random.nextInt(200));
        }
        if (dead && random.nextBoolean()) {
          server.start();
          load.awaitTransactions(1 + random.nextInt(200));
        }
        load.kill();
        assertEquals(List.of(), load.errors());
      }
      server.heal();
    }

    assertEqualOnceDrained(pair, config);
  }

  /** What async adds is in front of the databases. */
  private static boolean isLeftOut(Vendor vendor, String mirror) {
    return mirror.equals("async") && vendor == Vendor.MARIADB && !Effort.isFull();
  }

  private static void assertEqualOnceDrained(DatabasePair pair, AgentConfig config)
      throws Exception {
    try (Load idle = Load.idle(pair, config)) {
      Status drained = Status.awaitDrained(config, LIMIT);
      assertEquals(0, drained.parked(), drained::toString);
      assertEquals(List.of(), pair.differences());
      idle.end().success();
    }
  }
}
