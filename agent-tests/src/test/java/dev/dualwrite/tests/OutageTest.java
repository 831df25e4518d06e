package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.BreakableServer;
import dev.dualwrite.tests.harness.CommandLine;
import dev.dualwrite.tests.harness.Comparison;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.DivergenceLines;
import dev.dualwrite.tests.harness.Effort;
import dev.dualwrite.tests.harness.Load;
import dev.dualwrite.tests.harness.SmallPair;
import dev.dualwrite.tests.harness.Status;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The new database is ill for a while, under load: the application doesn't feel it. */
@Tag("torture")
@ExtendWith(Databases.Extension.class)
class OutageTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** What two busy cores may add to any duration. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int THREADS = 6;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void itIsStopped(Vendor vendor, Databases databases) throws Exception {
    BreakableServer server = databases.breakable(vendor);
    DatabasePair pair = Load.prepare(databases.breakablePair(vendor));

    assertNotFeltOnceTheBreakerIsOpen(pair, server::stop, Effort.seconds(6, 60), server::start);
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void itHangs(Vendor vendor, Databases databases) throws Exception {
    BreakableServer server = databases.breakable(vendor);
    DatabasePair pair = Load.prepare(databases.breakablePair(vendor));

    assertNotFeltOnceTheBreakerIsOpen(pair, server::freeze, Effort.seconds(4, 20), server::thaw);
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void itRefusesLogins(Vendor vendor, Databases databases) throws Exception {
    BreakableServer server = databases.breakable(vendor);
    DatabasePair pair = Load.prepare(databases.breakablePair(vendor));

    assertNotFeltOnceTheBreakerIsOpen(
        pair, server::refuseLogins, Effort.seconds(4, 20), server::acceptLogins);
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void itIsReadOnly(Vendor vendor, Databases databases) throws Exception {
    BreakableServer server = databases.breakable(vendor);
    DatabasePair pair = Load.prepare(databases.breakablePair(vendor));

    assertNotFelt(pair, server::makeReadOnly, Effort.seconds(4, 20), server::makeWritable);
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void itsDiskIsFull(Vendor vendor, Databases databases) throws Exception {
    try (SmallPair small = databases.smallPair(vendor, 32)) {
      DatabasePair pair = Load.prepare(small.pair());

      assertNotFelt(pair, small.disk()::fill, Effort.seconds(4, 20), small.disk()::makeRoom);
    }
  }

  /**
   * A constraint rejects some rows of one table, and another one lacks a column; which was renamed,
   * so that the values of rows that nobody writes to are there afterwards.
   */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void whatAPersonMustMendIsParkedAndNamed(Vendor vendor, Databases databases) throws Exception {
    assumeTrue(vendor == Vendor.POSTGRESQL || Effort.isFull(), "it takes two minutes to give up");
    DatabasePair pair = Load.prepare(databases.pair(vendor));
    AgentConfig config = config(pair);
    try (Load load = Load.start(pair, config, 3, THREADS)) {
      load.awaitTransactions(200);
      load.figures();
      pair.newDatabase().execute(addConstraint(vendor));
      pair.newDatabase().execute("ALTER TABLE child RENAME COLUMN v TO gone");
      load.runFor(Effort.seconds(2, 20));
      assertDelayedAtMostBy(TIMEOUT.plus(SLACK), load);
      load.stop();
      assertEquals(List.of(), load.errors());

      Status ill = Status.awaitDrained(config, LIMIT);
      assertTrue(ill.parked() > 0, ill::toString);
      assertEquals(Set.of("child", "item"), Comparison.of(pair).differingTables());
      assertDiffersOnlyWhere(parkedRows(config), pair);

      pair.newDatabase().execute("ALTER TABLE item DROP CONSTRAINT cheap");
      pair.newDatabase().execute("ALTER TABLE child RENAME COLUMN gone TO v");
      new CommandLine(config.file()).run("retry", "--parked").success();
      Status well = Status.awaitDrained(config, LIMIT);
      assertEquals(0, well.parked(), well::toString);
      assertEquals(List.of(), pair.differences());
      load.end().success();
    }
  }

  /** For new rows alone. */
  private static String[] addConstraint(Vendor vendor) {
    String sql = "ALTER TABLE item ADD CONSTRAINT cheap CHECK (amount < 800)";
    return switch (vendor) {
      case POSTGRESQL -> new String[] {sql + " NOT VALID"};
      case MARIADB -> new String[] {"SET check_constraint_checks = 0", sql};
      case H2 -> throw new IllegalArgumentException("H2 has no such way");
    };
  }

  /** Returns table and id, as the divergence log names them. */
  private static Set<String> parkedRows(AgentConfig config) throws Exception {
    return DivergenceLines.read(config.divergenceLog()).with("action", "parked").lines().stream()
        .map(
            line ->
                line.get("table").toString().replaceFirst(".*[.]", "")
                    + ": "
                    + ((Map<?, ?>) line.get("key")).get("id"))
        .collect(Collectors.toSet());
  }

  private static void assertDiffersOnlyWhere(Set<String> rows, DatabasePair pair) throws Exception {
    for (String difference : pair.differences()) {
      String row = difference.replaceFirst("^only in \\w+ (\\w+: \\d+) .*", "$1");
      assertTrue(rows.contains(row), () -> difference + "; parked are " + rows);
    }
  }

  /** For what nobody can get past: once that is known, it isn't asked any more. */
  private void assertNotFeltOnceTheBreakerIsOpen(
      DatabasePair pair, Step fallIll, Duration illness, Step recover) throws Exception {
    AgentConfig config = config(pair);
    try (Load load = Load.start(pair, config, 1, THREADS)) {
      load.awaitTransactions(200);
      load.figures();
      fallIll.run();
      Status.await(config, "the breaker opens", LIMIT, Status::breakerOpen);
      // Those that it kept waiting before that go on waiting, each as long as one may.
      load.runFor(TIMEOUT);
      assertDelayedAtMostBy(TIMEOUT.plus(SLACK), load);

      load.runFor(illness);
      assertDelayedAtMostBy(TIMEOUT, load);
      recover.run();
      assertEqualOnceDrained(pair, config, load);
    }
  }

  /** For what fails one by one. */
  private void assertNotFelt(DatabasePair pair, Step fallIll, Duration illness, Step recover)
      throws Exception {
    AgentConfig config = config(pair);
    try (Load load = Load.start(pair, config, 2, THREADS)) {
      load.awaitTransactions(200);
      load.figures();
      fallIll.run();
      load.runFor(illness);
      Status.await(config, "something is queued", LIMIT, status -> status.queued() > 0);
      assertDelayedAtMostBy(TIMEOUT.plus(SLACK), load);

      recover.run();
      assertEqualOnceDrained(pair, config, load);
    }
  }

  private static void assertEqualOnceDrained(DatabasePair pair, AgentConfig config, Load load)
      throws Exception {
    load.awaitTransactions(200);
    load.stop();
    assertEquals(List.of(), load.errors());
    Status drained = Status.awaitDrained(config, LIMIT);
    assertEquals(0, drained.parked(), drained::toString);
    assertEquals(List.of(), pair.differences());
    load.end().success();
  }

  /** The commits alone: a statement may also wait for the locks of others, in the primary. */
  private static void assertDelayedAtMostBy(Duration most, Load load) throws Exception {
    int slowest = load.figures().get("slowest-commit");
    assertTrue(slowest < most.toMillis(), () -> "a commit took " + slowest + " ms");
  }

  private AgentConfig config(DatabasePair pair) {
    return AgentConfig.impatient(pair, folder, TIMEOUT);
  }

  private interface Step {
    void run() throws Exception;
  }
}
