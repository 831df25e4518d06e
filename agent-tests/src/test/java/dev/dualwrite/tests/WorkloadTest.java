package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dualwrite.tests.apps.workload.WorkloadApp;
import dev.dualwrite.tests.apps.workload.WorkloadSchema;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.ChildJvm.Outcome;
import dev.dualwrite.tests.harness.Comparison;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.DivergenceLines;
import dev.dualwrite.tests.harness.Jdk;
import dev.dualwrite.tests.harness.Transcripts;
import dev.dualwrite.tests.harness.Vendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One thread, everything that JDBC can do, the same seed each time. */
@ExtendWith(Databases.Extension.class)
class WorkloadTest {
  private static final long SEED = 20_261_122;
  private static final Map<Vendor, String> BARE = new EnumMap<>(Vendor.class);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void twoBareRunsSeeTheSame(Vendor vendor, Databases databases) throws Exception {
    assertSame(bare(vendor, databases), run(fresh(vendor, databases), null));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void theApplicationCannotTellThatTheAgentAudits(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(vendor, databases);
    AgentConfig config = AgentConfig.of(pair, "old-only", folder);

    assertSame(bare(vendor, databases), run(pair, config));

    assertEquals(List.of(), DivergenceLines.read(config.divergenceLog()).lines());
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, new-secondary",
    "POSTGRESQL, both-required",
    "MARIADB, new-secondary",
    "MARIADB, both-required",
    "H2, new-secondary",
    "H2, both-required"
  })
  void theApplicationCannotTellThatItsWritesAreMirrored(
      Vendor vendor, String phase, Databases databases) throws Exception {
    DatabasePair pair = fresh(vendor, databases);
    AgentConfig config = AgentConfig.of(pair, phase, folder);

    String transcript = run(pair, config);

    Comparison comparison = Comparison.of(pair);
    assertEquals(
        List.of(),
        comparison.differences(table -> !table.contains("loose")),
        () -> "the databases differ; the log says\n" + logText(config));
    assertSame(bare(vendor, databases), transcript);
    assertNothingIsSkippedSilently(comparison, DivergenceLines.read(config.divergenceLog()));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void theApplicationCannotTellThatTheNewDatabaseIsThePrimary(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(vendor, databases);
    AgentConfig config = routed(pair, "new-primary");

    String transcript = run(pair, config);

    assertBothHoldTheSame(pair, config);
    assertSame(bare(vendor, databases), named(transcript));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void theApplicationCannotTellThatTheNewDatabaseIsTheOnlyOne(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(vendor, databases);
    AgentConfig config = routed(pair, "new-only");

    assertSame(bare(vendor, databases), named(run(pair, config)));

    assertEquals(List.of(), DivergenceLines.read(config.divergenceLog()).lines());
    DatabasePair untouched =
        new DatabasePair(pair.oldDatabase(), fresh(vendor, databases).oldDatabase());
    assertEquals(List.of(), untouched.differences());
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void norThroughAConnectionThatLeadsToTheOldOne(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(vendor, databases);
    AgentConfig config = routed(pair, "both-required");

    String transcript = run(pair, config, "new-primary");

    assertBothHoldTheSame(pair, config);
    assertSame(bare(vendor, databases), named(transcript));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void norWhileThePrimaryChangesToAndFro(Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = fresh(vendor, databases);
    AgentConfig config = routed(pair, "both-required");

    run(pair, config, "new-primary", "both-required");

    assertBothHoldTheSame(pair, config);
  }

  /** Parameters that the application gives in its URL it wants from the new database too. */
  private AgentConfig routed(DatabasePair pair, String phase) {
    return AgentConfig.of(pair, phase, folder)
        .with("dualwrite.new.url", WorkloadApp.url(pair.newDatabase()));
  }

  private static void assertBothHoldTheSame(DatabasePair pair, AgentConfig config)
      throws Exception {
    Comparison comparison = Comparison.of(pair);
    assertEquals(
        List.of(),
        comparison.differences(table -> !table.contains("loose")),
        () -> "the databases differ; the log says\n" + logText(config));
    assertNothingIsSkippedSilently(comparison, DivergenceLines.read(config.divergenceLog()));
  }

  @Test
  void onJava25TheApplicationCannotTellEither(Databases databases) throws Exception {
    Path java25 = Jdk.installed(25).orElse(null);
    assumeTrue(java25 != null, "no JDK 25 is installed");
    DatabasePair pair = fresh(Vendor.POSTGRESQL, databases);
    AgentConfig config = AgentConfig.of(pair, "new-secondary", folder);
    String bare = child(fresh(Vendor.POSTGRESQL, databases)).javaHome(java25).run().success();

    Outcome outcome = child(pair).javaHome(java25).agent(config.write()).run();

    assertSame(bare, outcome.success());
    assertFalse(outcome.errors().contains("WARNING"), outcome.errors());
    assertEquals(List.of(), Comparison.of(pair).differences(table -> !table.contains("loose")));
  }

  private static void assertNothingIsSkippedSilently(Comparison comparison, DivergenceLines log) {
    for (String table : comparison.differingTables()) {
      assertFalse(
          log.naming(table).isEmpty(),
          () -> table + " differs, and no line of the log names it: " + log.lines());
    }
    assertEquals(List.of(), log.notNaming("loose").lines());
  }

  /** MariaDB names its database in messages, which is the new one then. */
  private static String named(String transcript) {
    return transcript.replaceAll("new_\\d+", "old");
  }

  private static void assertSame(String expected, String actual) {
    List<String> differences = Transcripts.differences(expected, actual, WorkloadApp.HEADING);
    assertEquals("", String.join("\n", differences));
  }

  private String bare(Vendor vendor, Databases databases) throws Exception {
    String transcript = BARE.get(vendor);
    if (transcript == null) {
      transcript = run(fresh(vendor, databases), null);
      BARE.put(vendor, transcript);
    }
    return transcript;
  }

  private static DatabasePair fresh(Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute(WorkloadSchema.statements(vendor));
    return pair;
  }

  private static String run(DatabasePair pair, AgentConfig config, Object... phases)
      throws Exception {
    ChildJvm child = child(pair).arguments(phases);
    if (config != null) {
      child.agent(config.write());
    }
    return child.run().success();
  }

  private static ChildJvm child(DatabasePair pair) {
    return ChildJvm.of(WorkloadApp.class)
        .arguments(pair.oldDatabase().vendor(), SEED)
        .database(pair.oldDatabase());
  }

  private static String logText(AgentConfig config) {
    try {
      return String.join(
          "\n",
          DivergenceLines.read(config.divergenceLog()).lines().stream()
              .map(Object::toString)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
