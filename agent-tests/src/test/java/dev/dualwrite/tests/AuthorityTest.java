package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.Await;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.CommandLine;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Effort;
import dev.dualwrite.tests.harness.Load;
import dev.dualwrite.tests.harness.Status;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Authority moves under load, forth and back, between any two transactions of eight threads. */
@ExtendWith(Databases.Extension.class)
class AuthorityTest {
  private static final int ROUND_TRIPS = Effort.times(3, 20);
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int THREADS = 8;
  private static final int BETWEEN = 100;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void itMovesForthAndBackUnderLoad(Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = Load.prepare(databases.pair(vendor));
    // Twins that wait for each other's gaps in MariaDB's unique indexes end within the fence's
    // time.
    AgentConfig config =
        AgentConfig.of(pair, "both-required", folder).with("dualwrite.mirror.timeout", "1s");
    List<Double> pauses = new ArrayList<>();
    Map<String, Integer> figures;
    try (Load load = Load.start(pair, config, 1, THREADS)) {
      load.awaitTransactions(BETWEEN);
      for (int i = 0; i < ROUND_TRIPS; i++) {
        pauses.add(move(config, load, "new-primary"));
        assertEqualAtAStop(pair, config, load);
        pauses.add(move(config, load, "both-required"));
        assertEqualAtAStop(pair, config, load);
      }
      pauses.add(move(config, load, "new-primary"));
      assertEqualAtAStop(pair, config, load);
      phase(config, "new-only");
      load.awaitTransactions(BETWEEN);
      load.stop();
      figures = load.figures();
      assertEquals(List.of(), load.errors(), load::messages);
      load.end().success();
    }
    List<Double> sorted = pauses.stream().sorted().toList();
    System.out.println(
        vendor
            + ": "
            + pauses.size()
            + " moves; pause median "
            + sorted.get(sorted.size() / 2)
            + ", longest "
            + sorted.get(sorted.size() - 1)
            + " ms; the transactions around them: "
            + figures);
    assertFalse(pair.differences().isEmpty(), "in new-only, old is not written to");
  }

  private static double move(AgentConfig config, Load load, String phase) throws Exception {
    Map<String, Object> moved = phase(config, phase);
    load.awaitTransactions(BETWEEN);
    return ((Number) moved.get("pauseMillis")).doubleValue();
  }

  /**
   * A twin that was late on this machine has its keys queued, and the gate of the queue holds for
   * as long as that takes: the operator asks again then.
   */
  private static Map<String, Object> phase(AgentConfig config, String phase) throws Exception {
    ChildJvm.Outcome[] last = new ChildJvm.Outcome[1];
    Await.until(
        "the phase is " + phase,
        LIMIT,
        () -> {
          last[0] = new CommandLine(config.file()).run("phase", phase, "--json");
          boolean changed = last[0].exitCode() == 0;
          if (!changed) {
            System.out.println("refused: " + last[0].output());
          }
          return changed;
        });
    return JSON.std.mapFrom(last[0].output());
  }

  /** What a late twin has lost is in the queue, and still on its way. */
  private static void assertEqualAtAStop(DatabasePair pair, AgentConfig config, Load load)
      throws Exception {
    load.pause();
    assertEquals(0, Status.awaitDrained(config, LIMIT).parked(), load::messages);
    pair.awaitEqual(LIMIT);
    assertEquals(List.of(), load.errors(), load::messages);
    load.go();
  }
}
