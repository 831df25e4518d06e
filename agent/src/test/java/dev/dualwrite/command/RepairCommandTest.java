package dev.dualwrite.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairCommandTest {
  @TempDir Path folder;
  private final String oldUrl = TestServers.h2();
  private final String newUrl = TestServers.h2();

  /** Each side has a row that the other hasn't, and one differs. */
  @BeforeEach
  void fill() throws Exception {
    Files.createDirectories(folder.resolve("state"));
    for (String url : List.of(oldUrl, newUrl)) {
      execute(
          url,
          "CREATE TABLE orders (id INT PRIMARY KEY, note VARCHAR(50))",
          "CREATE TABLE items (order_id INT REFERENCES orders, code VARBINARY(9), at TIMESTAMP(6),"
              + " PRIMARY KEY (order_id, code, at))",
          "INSERT INTO orders VALUES (1, 'a'), (2, 'b')");
    }
    execute(
        oldUrl,
        "INSERT INTO orders VALUES (3, 'c')",
        "INSERT INTO items VALUES (3, X'00ff', '2026-01-02 03:04:00')",
        "UPDATE orders SET note = 'x' WHERE id = 1");
    execute(newUrl, "INSERT INTO orders VALUES (4, 'd')");
  }

  @Test
  void whatVerifyNamedIsRepairedAndThenVerified() throws Exception {
    assertEquals(1, run("verify").exitCode());

    CommandRun repair = run("repair");

    assertEquals(0, repair.exitCode(), repair.out() + repair.err());
    assertEquals(
        """
        3 rows copied from the primary, 1 row absent on both sides now, 0 left.
        Run verify to prove it.
        """,
        repair.out());
    assertEquals(0, run("verify").exitCode());
    assertEquals(0, run("report").exitCode(), "what was logged is resolved");
    assertEquals(List.of("1,x", "2,b", "3,c"), query(oldUrl), "the primary stays as it was");
  }

  @Test
  void aDryRunSaysWhatWouldBeDoneAndDoesNothing() throws Exception {
    run("verify");

    CommandRun dry = run("repair", "--dry-run");

    assertEquals(1, dry.exitCode(), dry.err());
    assertTrue(dry.out().startsWith("4 of 4 rows would be repaired."), dry.out());
    assertTrue(dry.out().contains("update  PUBLIC.ORDERS  ID=1"), dry.out());
    assertTrue(dry.out().contains("delete  PUBLIC.ORDERS  ID=4"), dry.out());
    assertEquals(List.of("1,a", "2,b", "4,d"), query(newUrl));
  }

  @Test
  void oneRowIsNamedByItsKey() throws Exception {
    CommandRun repair = run("repair", "--table", "orders", "--key", "id=1", "--json");

    assertEquals(0, repair.exitCode(), repair.err());
    assertEquals(1, JSON.std.mapFrom(repair.out()).get("copied"));
    assertEquals(List.of("1,x", "2,b", "4,d"), query(newUrl));
  }

  @Test
  void aLogNamesItsOpenRows() throws Exception {
    Path log = folder.resolve("other.jsonl");
    Files.write(
        log,
        List.of(
            "{\"kind\":\"write-failed\",\"table\":\"PUBLIC.ORDERS\",\"key\":{\"ID\":1}}",
            "{\"kind\":\"write-failed\",\"table\":\"PUBLIC.ORDERS\",\"key\":{\"ID\":3}}",
            "{\"kind\":\"resolved\",\"table\":\"PUBLIC.ORDERS\",\"key\":{\"ID\":3}}",
            "{\"kind\":\"unmirrored\",\"sql\":\"COPY\"}",
            "{\"kind\":\"write-fa"));

    CommandRun repair = run("repair", "--from-log", log.toString());

    assertEquals(0, repair.exitCode(), repair.err());
    assertTrue(repair.err().contains("1 record of the log without a key"), repair.err());
    assertEquals(List.of("1,x", "2,b", "4,d"), query(newUrl));
  }

  @Test
  void aRowThatIsRefusedIsLeft() throws Exception {
    execute(newUrl, "ALTER TABLE orders ADD CHECK (note <> 'x')");

    CommandRun repair = run("repair", "--table", "orders", "--key", "id=1");

    assertEquals(1, repair.exitCode(), repair.err());
    assertTrue(repair.out().contains("1 left."), repair.out());
    assertTrue(repair.out().contains("[23513]"), repair.out());
  }

  @Test
  void whatIsNamedMustBeThere() throws Exception {
    assertEquals(3, run("repair").exitCode(), "nothing was verified");
    assertEquals(3, run("repair", "--from-log", "none.jsonl").exitCode());
    assertEquals(2, run("repair", "--table", "orders").exitCode());
    assertEquals(2, run("repair", "--table", "none", "--key", "id=1").exitCode());
    assertEquals(2, run("repair", "--table", "orders", "--key", "nr=1").exitCode());
    assertEquals(2, run("repair", "--table", "orders", "--key", "id=one").exitCode());
  }

  private CommandRun run(String... arguments) throws Exception {
    return RunningInstance.runWith(
        folder,
        Map.of(
            "dualwrite.old.url",
            oldUrl,
            "dualwrite.new.url",
            newUrl,
            "dualwrite.phase",
            "both-required",
            "dualwrite.mirror.timeout",
            "1s"),
        arguments);
  }

  private static List<String> query(String url) throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      return Sql.query(connection, "SELECT id, note FROM orders ORDER BY id");
    }
  }

  private static void execute(String url, String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.execute(connection, statements);
    }
  }
}
