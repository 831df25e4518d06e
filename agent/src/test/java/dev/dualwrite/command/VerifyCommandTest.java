package dev.dualwrite.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.config.SyncMode;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.State;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.TestServers;
import dev.dualwrite.verify.VerifiedTable;
import dev.dualwrite.verify.VerifyRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final TableName ORDERS = TableName.of("PUBLIC", "ORDERS");

  @TempDir Path folder;
  private final String oldUrl = TestServers.h2();
  private final String newUrl = TestServers.h2();

  @BeforeEach
  void fill() throws Exception {
    for (String url : List.of(oldUrl, newUrl)) {
      execute(
          url,
          "CREATE TABLE orders (id INT PRIMARY KEY, note VARCHAR(50))",
          "INSERT INTO orders VALUES (1, 'a'), (2, 'b')",
          "CREATE TABLE items (order_id INT, line INT, PRIMARY KEY (order_id, line))",
          "INSERT INTO items VALUES (1, 1)");
    }
  }

  @Test
  void equalDatabasesAreClean() throws Exception {
    CommandRun run = run("verify");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("EQUAL: no difference in 2 tables."), run.out());
  }

  @Test
  void differencesAreNamedInTheJsonAndInTheLog() throws Exception {
    execute(
        newUrl,
        "UPDATE orders SET note = 'secret-value' WHERE id = 1",
        "DELETE FROM orders WHERE id = 2",
        "INSERT INTO items VALUES (1, 2)");

    CommandRun run = run("verify", "--json", "--strategy", "full");

    assertEquals(1, run.exitCode(), run.err());
    assertEquals(
        List.of(
            Map.of(
                "kind",
                "row-extra",
                "table",
                "PUBLIC.ITEMS",
                "key",
                Map.of("ORDER_ID", 1, "LINE", 2),
                "fields",
                List.of()),
            Map.of(
                "kind",
                "row-differs",
                "table",
                "PUBLIC.ORDERS",
                "key",
                Map.of("ID", 1),
                "fields",
                List.of("NOTE")),
            Map.of(
                "kind",
                "row-missing",
                "table",
                "PUBLIC.ORDERS",
                "key",
                Map.of("ID", 2),
                "fields",
                List.of())),
        JSON.std.mapFrom(run.out()).get("differences"));
    String log = Files.readString(folder.resolve("divergence.jsonl"));
    assertEquals(3, log.lines().count(), log);
    assertTrue(log.contains("\"kind\":\"row-differs\""), log);
    assertFalse((log + run.out()).contains("secret-value"), log);
    assertTrue(run("verify").out().startsWith("NOT EQUAL: 3 differences in 2 of 2 tables."));
  }

  @Test
  void thePageHoldsWhatAManagerAsksFor() throws Exception {
    execute(newUrl, "DELETE FROM orders WHERE id = 2");
    Path page = folder.resolve("page.html");

    run("verify", "--html", page.toString());

    String html = Files.readString(page);
    assertTrue(html.contains("NOT EQUAL: 1 difference in 1 of 2 tables."), html);
    assertTrue(html.contains("<code>ID=2</code>"), html);
    assertFalse(html.contains("http"), "it needs nothing else");
  }

  @Test
  void aCleanVerificationOfAllRowsClearsOlderMarksAlone() throws Exception {
    mark();

    assertEquals(0, run("verify", "--strategy", "count").exitCode());
    assertEquals(List.of("PUBLIC.ORDERS"), marked());

    assertEquals(0, run("verify").exitCode());
    assertEquals(List.of(), marked());
  }

  @Test
  void whatWasFoundStaysInTheState() throws Exception {
    mark();
    execute(newUrl, "DELETE FROM orders WHERE id = 2");
    run("verify");
    try (State state = state()) {
      VerifiedTable orders = VerifyRecord.of(state).table(ORDERS).orElseThrow();
      assertFalse(orders.clean());
      assertTrue(orders.provenSince().isEmpty());
      VerifiedTable items =
          VerifyRecord.of(state).table(TableName.of("PUBLIC", "ITEMS")).orElseThrow();
      assertTrue(items.provenSince().isPresent());
    }
    assertEquals(List.of("PUBLIC.ORDERS"), marked());
    assertEquals(1, Files.readAllLines(folder.resolve("state/verify-differences.jsonl")).size());
  }

  @Test
  void aProofOutlivesALookAtSomeRowsUnlessThatFindsADifference() throws Exception {
    mark();
    run("verify");
    run("verify", "--strategy", "sample");
    assertTrue(proven());

    execute(newUrl, "DELETE FROM orders WHERE id = 2");
    run("verify", "--strategy", "count");
    assertFalse(proven());
  }

  @Test
  void aRunningApplicationKeepsTheResult() throws Exception {
    mark();
    try (State state = state();
        RunningInstance application = RunningInstance.recording(folder, state)) {
      CommandRun run = application.runWith(urls(), "verify");

      assertEquals(0, run.exitCode(), run.err());
      assertEquals("", run.err());
      assertEquals(List.of(), state.unverified().all());
      assertTrue(VerifyRecord.of(state).table(ORDERS).orElseThrow().clean());
    }
  }

  @Test
  void tablesThatCannotBeVerifiedAreSaid() throws Exception {
    execute(oldUrl, "CREATE TABLE keyless (a INT)", "CREATE TABLE only_old (id INT PRIMARY KEY)");
    execute(newUrl, "CREATE TABLE keyless (a INT)", "ALTER TABLE orders DROP COLUMN note");

    CommandRun run = run("verify");

    assertEquals(3, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("NOT VERIFIED: 3 tables could not be verified."), run.out());
    assertTrue(run.out().contains("it has no primary key"), run.out());
    assertTrue(run.out().contains("the new database has no table ONLY_OLD"), run.out());
    assertTrue(run.out().contains("the new database has no column NOTE"), run.out());
  }

  @Test
  void whatIsAskedForMustExist() throws Exception {
    CommandRun table = run("verify", "--tables", "orders,ordres");
    assertEquals(2, table.exitCode());
    assertTrue(table.err().contains("No table is named ordres"), table.err());

    CommandRun strategy = run("verify", "--strategy", "hash");
    assertEquals(2, strategy.exitCode());
    assertTrue(strategy.err().contains("There is no strategy hash"), strategy.err());
  }

  @Test
  void withoutADatabaseItCannotBeDone() throws Exception {
    CommandRun run =
        RunningInstance.runWith(
            folder,
            Map.of(
                "dualwrite.old.url", "jdbc:h2:tcp://localhost:1/none", "dualwrite.new.url", newUrl),
            "verify");

    assertEquals(3, run.exitCode());
    assertTrue(run.err().contains("The tables of the old database can't be listed"), run.err());
  }

  private boolean proven() throws Exception {
    try (State state = state()) {
      return VerifyRecord.of(state).table(ORDERS).orElseThrow().provenSince().isPresent();
    }
  }

  private void mark() throws Exception {
    try (State state = state()) {
      state.unverified().add(ORDERS, "test");
    }
  }

  private List<String> marked() throws Exception {
    try (State state = state()) {
      return state.unverified().all().stream().map(each -> each.table().toString()).toList();
    }
  }

  private State state() throws Exception {
    return State.open(folder.resolve("state"), "test", SyncMode.OS);
  }

  private CommandRun run(String... arguments) throws Exception {
    return RunningInstance.runWith(folder, urls(), arguments);
  }

  private Map<String, String> urls() {
    return Map.of(
        "dualwrite.old.url",
        oldUrl,
        "dualwrite.new.url",
        newUrl,
        "dualwrite.phase",
        "both-required",
        "dualwrite.mirror.timeout",
        "100ms");
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.execute(connection, statements);
    }
  }
}
