package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.BreakableServer;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Effort;
import dev.dualwrite.tests.harness.Load;
import dev.dualwrite.tests.harness.Status;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Under full load the new database comes and goes, again and again: nothing may pile up. */
@Tag("torture")
@ExtendWith(Databases.Extension.class)
class SoakTest {
  private static final Duration TIME = Effort.seconds(20, 600);
  private static final Duration ILL = Effort.seconds(2, 8);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** What may be more at the end than at the start without being a leak. */
  private static final Map<String, Integer> TOLERANCE =
      Map.of(
          "heap-kb",
          16 * 1024,
          "threads",
          6,
          "handles",
          20,
          "connections",
          6,
          "folder-kb",
          8 * 1024);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void whatIsHeldLevelsOffWhileTheNewDatabaseFlaps(Vendor vendor, Databases databases)
      throws Exception {
    BreakableServer server = databases.breakable(vendor);
    DatabasePair pair = Load.prepare(databases.breakablePair(vendor));
    AgentConfig config = AgentConfig.impatient(pair, folder, Duration.ofSeconds(1));
    List<Map<String, Integer>> samples = new ArrayList<>();
    try (Load load = Load.start(pair, config, 1, 6)) {
      load.awaitTransactions(500);
      long end = System.nanoTime() + TIME.toNanos();
      // The first illness leaves behind what any later one needs, too.
      while (samples.size() < 2 || System.nanoTime() < end) {
        fallIll(server, pair, samples.size());
        load.runFor(ILL);
        server.heal();
        Status.await(config, "writes are mirrored again", LIMIT, Status::inline);
        load.runFor(ILL);
        samples.add(sample(server, pair, config, load));
        System.out.println(samples.get(samples.size() - 1));
      }
      load.stop();
      assertEquals(List.of(), load.errors());
      Status.awaitDrained(config, LIMIT);
      pair.awaitEqual(LIMIT);
      load.end().success();
    }
    assertLevelsOff(samples);
  }

  private static void fallIll(BreakableServer server, DatabasePair pair, int times)
      throws Exception {
    switch (times % 4) {
      case 0 -> server.kill();
      case 1 -> server.freeze();
      case 2 -> server.refuseLogins();
      default -> server.terminateConnections(pair.newDatabase());
    }
  }

  private static Map<String, Integer> sample(
      BreakableServer server, DatabasePair pair, AgentConfig config, Load load) throws Exception {
    Map<String, Integer> sample = new TreeMap<>(load.resources());
    sample.put("connections", server.connections(pair.newDatabase()));
    sample.put("folder-kb", (int) (bytesIn(config.stateFolder()) / 1024));
    sample.put("transactions", load.transactions());
    sample.put("slowest-commit", load.figures().get("slowest-commit"));
    return sample;
  }

  private static void assertLevelsOff(List<Map<String, Integer>> samples) {
    List<Map<String, Integer>> before = samples.subList(0, samples.size() / 2);
    Map<String, Integer> last = samples.get(samples.size() - 1);
    for (Map.Entry<String, Integer> tolerated : TOLERANCE.entrySet()) {
      String name = tolerated.getKey();
      int most = before.stream().mapToInt(sample -> sample.get(name)).max().orElseThrow();
      assertTrue(last.get(name) <= most + tolerated.getValue(), () -> name + ": " + samples);
    }
  }

  private static long bytesIn(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
