package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.Await;
import dev.dualwrite.tests.harness.BreakableServer;
import dev.dualwrite.tests.harness.CommandLine;
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

  /** By renaming it, so that the values of rows that nobody writes to are there afterwards. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void itLacksAColumn(Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = Load.prepare(databases.pair(vendor));

    assertParkedAndNamed(
        pair,
        () -> pair.newDatabase().execute("ALTER TABLE item RENAME COLUMN doc TO gone"),
        () -> pair.newDatabase().execute("ALTER TABLE item RENAME COLUMN gone TO doc"));
  }

  /** Rows that are there already, or may be before it takes effect, are spared: it could not be. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void aConstraintRejectsSomeOfItsRows(Vendor vendor, Databases databases) throws Exception {
    DatabasePair pair = Load.prepare(databases.pair(vendor));

    assertParkedAndNamed(
        pair,
        () -> {
          int first = 500 + Integer.parseInt(pair.oldDatabase().query("SELECT max(id) FROM item"));
          pair.newDatabase()
              .execute(
                  "ALTER TABLE item ADD CONSTRAINT cheap CHECK (amount < 800 OR id < "
                      + first
                      + ")");
          String rejected = "SELECT count(*) FROM item WHERE amount >= 800 AND id >= " + first;
          Await.until(
              "there are rows to reject",
              LIMIT,
              () -> Integer.parseInt(pair.oldDatabase().query(rejected)) > 10);
        },
        () -> pair.newDatabase().execute("ALTER TABLE item DROP CONSTRAINT cheap"));
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

  /** For what a person must mend: the rest goes on, and the rejected rows are known by name. */
  private void assertParkedAndNamed(DatabasePair pair, Step fallIll, Step recover)
      throws Exception {
    AgentConfig config = config(pair);
    try (Load load = Load.start(pair, config, 3, THREADS)) {
      load.awaitTransactions(200);
      load.figures();
      fallIll.run();
      load.runFor(Effort.seconds(2, 20));
      assertDelayedAtMostBy(TIMEOUT.plus(SLACK), load);
      load.stop();
      assertEquals(List.of(), load.errors());

      Status ill = Status.awaitDrained(config, LIMIT);
      assertTrue(ill.parked() > 0, ill::toString);
      assertDiffersOnlyWhere(parkedKeys(config), pair);

      recover.run();
      new CommandLine(config.file()).run("retry", "--parked").success();
      Status well = Status.awaitDrained(config, LIMIT);
      assertEquals(0, well.parked(), well::toString);
      assertEquals(List.of(), pair.differences());
      load.end().success();
    }
  }

  private static Set<String> parkedKeys(AgentConfig config) throws Exception {
    return DivergenceLines.read(config.divergenceLog())
        .with("action", "parked")
        .with("table", "item")
        .lines()
        .stream()
        .map(line -> ((Map<?, ?>) line.get("key")).get("id").toString())
        .collect(Collectors.toSet());
  }

  private static void assertDiffersOnlyWhere(Set<String> keys, DatabasePair pair) throws Exception {
    List<String> differences = pair.differences();
    assertFalse(differences.isEmpty());
    for (String difference : differences) {
      String key = difference.replaceFirst("^only in \\w+ item: (\\d+) .*", "$1");
      assertTrue(keys.contains(key), () -> difference + "; parked are " + keys);
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
    return AgentConfig.of(pair, "both-required", folder)
        .with("dualwrite.mirror.timeout", TIMEOUT.toMillis() + "ms")
        .with("dualwrite.breaker.delay", "500ms");
  }

  private interface Step {
    void run() throws Exception;
  }
}
