package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.BreakableServer;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Effort;
import dev.dualwrite.tests.harness.Load;
import dev.dualwrite.tests.harness.SmallDisk;
import dev.dualwrite.tests.harness.Status;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the state folder is full: first while all else is well, then in an outage. */
@Tag("torture")
@ExtendWith(Databases.Extension.class)
class StateDiskFullTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration SLACK = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** The more keys have to wait, the more room they take. */
  private static final int MEGABYTES = Effort.times(16, 64);

  @TempDir Path folder;

  @Test
  void theApplicationDoesNotNoticeAndNothingIsLostOnceThereIsRoomAgain(Databases databases)
      throws Exception {
    BreakableServer server = databases.breakable(Vendor.POSTGRESQL);
    DatabasePair pair = Load.prepare(databases.breakablePair(Vendor.POSTGRESQL));
    AgentConfig config = AgentConfig.impatient(pair, folder, TIMEOUT);
    try (SmallDisk disk = SmallDisk.mount(config.stateFolder(), MEGABYTES);
        Load load = Load.start(pair, config, 1, 6)) {
      load.awaitTransactions(200);
      load.figures();
      disk.fill();
      Status.await(config, "status tells of the disk", LIMIT, status -> !status.storeWell());
      assertTrue(load.messages().contains(config.stateFolder().toString()), load::messages);
      load.runFor(Effort.seconds(2, 20));

      server.stop();
      Status.await(config, "the breaker opens", LIMIT, Status::breakerOpen);
      load.runFor(Effort.seconds(2, 20));
      disk.makeRoom();
      Status.await(config, "the store is well", LIMIT, Status::storeWell);
      load.awaitTransactions(200);
      assertNotFelt(load);

      // What was held in memory alone is now on the disk, so the end of the memory does no harm.
      load.kill();
      server.start();
      try (Load next = Load.idle(pair, config)) {
        Status.awaitDrained(config, LIMIT);
        assertEquals(List.of(), pair.differences());
        next.end().success();
      }
    }
  }

  private static void assertNotFelt(Load load) throws Exception {
    assertEquals(List.of(), load.errors());
    Map<String, Integer> figures = load.figures();
    Duration most = TIMEOUT.plus(SLACK);
    assertTrue(figures.get("slowest-commit") < most.toMillis(), figures::toString);
  }
}
