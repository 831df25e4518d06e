package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.Console;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.DivergenceLines;
import dev.dualwrite.tests.harness.TcpProxy;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Once the new database is the primary, the old one may go away. */
@ExtendWith(Databases.Extension.class)
class OldDatabaseFaultsTest {
  private static final String INSERT = "INSERT INTO t VALUES (%d, 'row')";

  @TempDir Path folder;

  @ParameterizedTest
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
