package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.dualwrite.tests.apps.ShopApp;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.BreakableServer;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.ChildJvm.Outcome;
import dev.dualwrite.tests.harness.CommandLine;
import dev.dualwrite.tests.harness.Console;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.DivergenceLines;
import dev.dualwrite.tests.harness.Status;
import dev.dualwrite.tests.harness.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** New calls its tables and columns otherwise, and holds other columns and values. */
@ExtendWith(Databases.Extension.class)
class MappingTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  @Execution(CONCURRENT)
  void whatIsWrittenArrivesUnderNewsNamesThoughNewWasKilledMeanwhile(Databases databases)
      throws Exception {
    BreakableServer server = databases.breakable(Vendor.POSTGRESQL);
    DatabasePair pair = databases.breakablePair(Vendor.POSTGRESQL);
    MappedShop.make(pair);
    AgentConfig config = MappedShop.config(pair, folder);
    try (Console shop = start(pair, config)) {
      assertMirroredInline(shop, pair, config);

      server.kill();
      shop.run("3", "4");
      assertNotEquals(Set.of(), MappedShop.differences(pairOnceStarted(server, pair)));
      shop.run("5");
      Status.awaitDrained(config, LIMIT);
      assertEquals(Set.of(), MappedShop.differences(pair));

      assertDamagesAreFoundAndRepaired(pair, config);
      Outcome move = new CommandLine(config.file()).run("phase", "new-primary", "--force");
      assertEquals(3, move.exitCode(), move.toString());
      assertTold(move.output(), "mapping", "customer, orders", "docs/mapping.md");
      shop.run("6");
      assertEquals(Set.of(), MappedShop.differences(pair));
      shop.end().success();
    }
  }

  private static DatabasePair pairOnceStarted(BreakableServer server, DatabasePair pair)
      throws Exception {
    server.start();
    return pair;
  }

  @Test
  @Execution(CONCURRENT)
  void whatIsWrittenArrivesAtAnotherVendor(Databases databases) throws Exception {
    DatabasePair pair = databases.pair(Vendor.MARIADB, Vendor.POSTGRESQL);
    MappedShop.make(pair);
    AgentConfig config = MappedShop.config(pair, folder);
    config.write();
    pair.oldDatabase()
        .execute(
            "INSERT INTO customer (id, email, name, created) VALUES (1, 'history', 'h  ', 5)",
            "INSERT INTO orders VALUES (1, 1, 1.10, 'old')");
    new CommandLine(config.file()).run("backfill").success();
    assertEquals(Set.of(), MappedShop.differences(pair), "after the backfill");
    try (Console shop = start(pair, config)) {
      assertMirroredInline(shop, pair, config);
      assertDamagesAreFoundAndRepaired(pair, config);
      shop.end().success();
    }
  }

  private static Console start(DatabasePair pair, AgentConfig config) throws Exception {
    return Console.start(
        ChildJvm.of(ShopApp.class).database(pair.oldDatabase()).agent(config.write()));
  }

  private static void assertMirroredInline(Console shop, DatabasePair pair, AgentConfig config)
      throws Exception {
    shop.run("1", "2");

    assertEquals(Set.of(), MappedShop.differences(pair));
    assertEquals(List.of(), DivergenceLines.read(config.divergenceLog()).lines());
    assertEquals("0", pair.newDatabase().query("SELECT count(*) FROM orders"));
  }

  private static void assertDamagesAreFoundAndRepaired(DatabasePair pair, AgentConfig config)
      throws Exception {
    CommandLine line = new CommandLine(config.file());
    assertEquals(Set.of(), verified(line, 0, "full"));
    assertEquals(Set.of(), verified(line, 0, "checksum"));
    String kept = pair.oldDatabase().query("SELECT max(id) FROM customer");
    pair.newDatabase()
        .execute(
            "UPDATE crm.client SET mail = 'damaged', region = 'US' WHERE client_id = 1",
            "UPDATE crm.client SET active = NOT active WHERE client_id = 2",
            "UPDATE crm.client SET created = created + interval '1 millisecond' WHERE client_id = "
                + kept,
            "UPDATE crm.purchase SET amount = amount + 0.01 WHERE purchase_id = 103",
            "DELETE FROM crm.purchase WHERE purchase_id = 105",
            "INSERT INTO crm.purchase VALUES (9999, 1, 1, 'extra')");
    Set<String> damages =
        Set.of(
            "row-differs 1 [email, region]",
            "row-differs 2 [active]",
            "row-differs " + kept + " [created]",
            "row-differs 103 [total]",
            "row-missing 105 []",
            "row-extra 9999 []");

    assertEquals(damages, verified(line, 1, "checksum"));
    line.run("repair", "--from-log", config.divergenceLog().toString()).success();

    assertEquals(Set.of(), verified(line, 0, "checksum"));
    assertEquals(Set.of(), MappedShop.differences(pair));
  }

  private static Set<String> verified(CommandLine line, int exitCode, String strategy)
      throws Exception {
    Map<String, Object> result = line.json(exitCode, "verify", "--strategy", strategy);
    Set<String> differences = new TreeSet<>();
    for (Object each : (List<?>) result.get("differences")) {
      Map<?, ?> difference = (Map<?, ?>) each;
      Object key = ((Map<?, ?>) difference.get("key")).values().iterator().next();
      differences.add(difference.get("kind") + " " + key + " " + difference.get("fields"));
    }
    return differences;
  }

  @Test
  @Execution(CONCURRENT)
  void tablesOfASchemaThatNewCallsOtherwiseAreFoundThere(Databases databases) throws Exception {
    DatabasePair pair = databases.pair(Vendor.POSTGRESQL);
    String table = ".item (id INT PRIMARY KEY, label VARCHAR(20))";
    pair.oldDatabase().execute("CREATE SCHEMA sales", "CREATE TABLE sales" + table);
    pair.newDatabase()
        .execute(
            "CREATE SCHEMA trade", "CREATE TABLE trade" + table, "CREATE TABLE public" + table);
    AgentConfig config =
        AgentConfig.of(pair, "both-required", folder).with("dualwrite.map.schema.sales", "trade");
    try (Console app = Console.start(pair, config)) {
      app.run(
          "INSERT INTO sales.item VALUES (1, 'one'), (2, 'two')",
          "SET search_path = sales",
          "UPDATE item SET label = 'won' WHERE id = 1",
          "begin",
          "INSERT INTO item SELECT id + 10, label FROM item",
          "DELETE FROM item WHERE label = 'two'",
          "commit");
      app.end().success();
    }

    String all = "SELECT string_agg(id || label, ',' ORDER BY id) FROM ";
    assertEquals("1won,11won", pair.newDatabase().query(all + "trade.item"));
    assertEquals("0", pair.newDatabase().query("SELECT count(*) FROM public.item"));
    assertEquals(List.of(), DivergenceLines.read(config.divergenceLog()).lines());
  }

  @Test
  @Execution(CONCURRENT)
  void aMappingThatTheTablesDontFulfilIsAConfigurationError(Databases databases) throws Exception {
    DatabasePair pair = databases.pair(Vendor.POSTGRESQL);
    MappedShop.make(pair);
    AgentConfig config =
        MappedShop.config(pair, folder)
            .with("dualwrite.map.column.customer.email", "e_mail")
            .with("dualwrite.map.convert.orders.totals", "trim-blanks")
            .with("dualwrite.map.table.nothing", "something")
            .with("dualwrite.map.constant.customer.region", "far too long")
            .without("dualwrite.map.constant.customer.region")
            .with("dualwrite.map.schema.public", "elsewhere");
    Outcome outcome;
    try (Console shop = start(pair, config)) {
      shop.run("1");
      outcome = shop.end();
    }

    outcome.success();
    assertTold(
        outcome.errors(),
        "dualwrite.map.column.customer.email: new's table crm.client has no column e_mail",
        "dualwrite.map.convert.orders.totals: old's table public.orders has no column totals",
        "dualwrite.map.*.nothing: old has no table nothing",
        "dualwrite.map.constant.customer.region: it is missing: only new has",
        "dualwrite.map.schema.public: new has no schema elsewhere",
        "WITHOUT mirroring");
    assertEquals("0", pair.newDatabase().query("SELECT count(*) FROM crm.client"));

    config.with("dualwrite.on-config-error", "fail");
    try (Console shop = start(pair, config)) {
      assertNotEquals(0, shop.end().exitCode());
    }
  }

  @Test
  @Execution(CONCURRENT)
  void whatCouldNotBeSeenAtTheStartStopsTheTableAloneAndIsTold(Databases databases)
      throws Exception {
    DatabasePair pair = databases.pair(Vendor.POSTGRESQL);
    MappedShop.make(pair);
    AgentConfig config =
        MappedShop.config(pair, folder)
            .without("dualwrite.old.username")
            .without("dualwrite.map.column.customer.email");
    try (Console app = Console.start(Console.app(pair.oldDatabase()).agent(config.write()))) {
      app.run(
          "INSERT INTO customer (email, name, active) VALUES ('a', 'b', 'Y')",
          "INSERT INTO tag VALUES (1, 'one')");
      app.end().success();
    }

    List<Map<String, Object>> lines =
        DivergenceLines.read(config.divergenceLog()).ofKind("write-failed").lines();
    assertEquals(1, lines.size(), lines::toString);
    assertTold(
        lines.get(0).toString(), "dualwrite.map.column.customer.email: it is missing", "customer");
    assertEquals("1", pair.newDatabase().query("SELECT count(*) FROM tag"));
  }

  private static void assertTold(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "not told: " + part + "\nbut: " + text);
    }
  }
}
