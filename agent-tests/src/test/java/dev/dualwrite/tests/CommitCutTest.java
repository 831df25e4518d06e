package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.Console;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Load;
import dev.dualwrite.tests.harness.Status;
import dev.dualwrite.tests.harness.TcpProxy;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The primary's connection is lost while it commits, before the primary has heard of that or after
 * it did: only the primary knows which, and the secondary has to follow it.
 */
@Tag("torture")
@ExtendWith(Databases.Extension.class)
class CommitCutTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;

  static List<Arguments> cuts() {
    List<Arguments> cuts = new ArrayList<>();
    for (Vendor vendor : List.of(Vendor.POSTGRESQL, Vendor.MARIADB)) {
      for (TcpProxy.Cut cut : TcpProxy.Cut.values()) {
        cuts.add(Arguments.of(vendor, "inline", cut));
        cuts.add(Arguments.of(vendor, "async", cut));
      }
    }
    return cuts;
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void theSecondaryFollowsThePrimary(
      Vendor vendor, String mirror, TcpProxy.Cut cut, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    try (TcpProxy proxy = new TcpProxy(pair.oldDatabase())) {
      DatabasePair cuttable = pair.withOldThroughPort(proxy.port());
      AgentConfig config = config(cuttable, mirror);

      try (Console console = Console.start(cuttable, config)) {
        commitIntoTheCut(console, proxy, cut);
        assertFollowed(pair, config, cut);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void theNextApplicationSettlesWhatIsLeftOfOneThatIsKilled(
      Vendor vendor, String mirror, TcpProxy.Cut cut, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, vendor);
    try (TcpProxy proxy = new TcpProxy(pair.oldDatabase())) {
      DatabasePair cuttable = pair.withOldThroughPort(proxy.port());
      AgentConfig config = config(cuttable, mirror);

      try (Console console = Console.start(cuttable, config)) {
        commitIntoTheCut(console, proxy, cut);
      }
      try (Load next = Load.idle(cuttable, config)) {
        assertFollowed(pair, config, cut);
        next.end().success();
      }
    }
  }

  private static void commitIntoTheCut(Console console, TcpProxy proxy, TcpProxy.Cut cut)
      throws Exception {
    console.run("begin");
    console.run("INSERT INTO t VALUES (3, 'new')");
    console.run("UPDATE t SET v = 'changed' WHERE id = 1");
    console.run("DELETE FROM t WHERE id = 2");
    proxy.cutNextCommit(cut);
    String answer = console.answer("commit");
    assertTrue(answer.contains("failed"), answer);
  }

  private static void assertFollowed(DatabasePair pair, AgentConfig config, TcpProxy.Cut cut)
      throws Exception {
    Status.awaitDrained(config, LIMIT);
    pair.awaitEqual(LIMIT);
    String committed = cut == TcpProxy.Cut.BEFORE_COMMIT ? "old" : "changed";
    assertEquals(committed, pair.newDatabase().query("SELECT v FROM t WHERE id = 1"));
  }

  private AgentConfig config(DatabasePair pair, String mirror) {
    return AgentConfig.of(pair, "both-required", folder).with("dualwrite.mirror", mirror);
  }

  private static DatabasePair fresh(Databases databases, Vendor vendor) throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(50))",
        "INSERT INTO t VALUES (1, 'old'), (2, 'old')");
    return pair;
  }
}
