package dev.dualwrite.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  private static final String URL = "jdbc:h2:mem:explain";

  @TempDir Path folder;
  private Connection database;
  private Path config;

  @BeforeEach
  void makeTables() throws Exception {
    database = DriverManager.getConnection(URL);
    try (Statement statement = database.createStatement()) {
      statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20))");
      statement.execute("CREATE TABLE audit (id INT PRIMARY KEY, at TIMESTAMP)");
    }
    config = configure("dualwrite.old.url=" + URL + "\n");
  }

  @AfterEach
  void dropTables() throws SQLException {
    database.close();
  }

  @Test
  void aWriteByKeyGoesAsItIs() {
    CommandRun run = explain("UPDATE orders SET status = ? WHERE id = ?");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals("", run.err());
    assertHas(run, "1. UPDATE orders SET status = ? WHERE id = ?");
    assertHas(run, "strategy     statement: the same statement runs on the other database");
    assertHas(run, "kind         update");
    assertHas(run, "PUBLIC.ORDERS, primary key (ID)");
    assertHas(run, "keys before  in the statement: (?2)");
    assertHas(run, "1 statement: 1 statement");
  }

  @Test
  void aHazardIsNamedWithWhatIsWrongAndWhereItWasFound() {
    CommandRun run = explain("UPDATE audit SET at = CURRENT_TIMESTAMP WHERE id = 7");

    assertEquals(0, run.exitCode(), run.err());
    assertHas(run, "rows: the touched rows are copied by their keys");
    assertHas(run, "current-time: the two databases' clocks differ");
    assertHas(run, "found");
  }

  @Test
  void theStatementsOfAFileAreExplainedOneByOne() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("script.sql"),
            "SELECT * FROM orders; -- a; b\nUPDATE orders SET status = 'x' WHERE id = 1;\nDROP TABLE audit;\n");

    CommandRun run = explain(script.toString());

    assertEquals(0, run.exitCode(), run.err());
    assertHas(run, "1. SELECT * FROM orders");
    assertHas(run, "2. UPDATE orders SET status = 'x' WHERE id = 1");
    assertHas(run, "3. DROP TABLE audit");
    assertHas(run, "3 statements: 1 none, 1 statement, 1 unmirrored");
  }

  @Test
  void aDashStandsForStdin() {
    CommandRun run =
        CommandRun.withInput("DELETE FROM orders", "explain", "-", "--config", config.toString());

    assertEquals(0, run.exitCode(), run.err());
    assertHas(run, "1. DELETE FROM orders");
  }

  @Test
  void theSameIsThereAsJson() throws Exception {
    CommandRun run =
        CommandRun.of(
            "explain",
            "--json",
            "--config",
            config.toString(),
            "UPDATE audit SET at = CURRENT_TIMESTAMP WHERE id = 7");

    Map<?, ?> statement =
        (Map<?, ?>) ((List<?>) JSON.std.mapFrom(run.out()).get("statements")).get(0);
    assertEquals("update", statement.get("kind"));
    assertEquals("rows", statement.get("strategy"));
    assertEquals(List.of("ID"), statement.get("primaryKey"));
    Map<?, ?> hazard = (Map<?, ?>) ((List<?>) statement.get("hazards")).get(0);
    assertEquals("current-time", hazard.get("name"));
    assertEquals("values", ((Map<?, ?>) statement.get("keysBefore")).get("source"));
    assertFalse(((List<?>) statement.get("reasons")).isEmpty());
  }

  @Test
  void withoutTheDatabaseItIsSaidThatItsTablesAreUnknownAndWhy() throws IOException {
    config = configure("dualwrite.old.url=jdbc:h2:tcp://localhost:1/x;PASSWORD=hunter2\n");

    CommandRun run = explain("UPDATE orders SET status = ? WHERE id = ?");

    assertEquals(0, run.exitCode(), run.err());
    assertHas(run, "The old database can't be asked: ");
    assertHas(run, "keys, defaults and triggers are unknown");
    assertHas(run, "unseen-table");
    assertFalse(run.out().contains("hunter2"), run.out());
  }

  @Test
  void aDriverThatIsNotThereIsTheReasonToo() throws Exception {
    config = configure("dualwrite.old.url=jdbc:acme:shop\n");

    CommandRun run =
        CommandRun.of("explain", "--json", "--config", config.toString(), "DELETE FROM t");

    String reason = (String) JSON.std.mapFrom(run.out()).get("tablesUnknown");
    assertTrue(reason.contains("dualwrite.old.driver.path"), reason);
  }

  @Test
  void aTableThatIsLeftOutIsSaidToBe() throws IOException {
    config = configure("dualwrite.old.url=" + URL + "\ndualwrite.tables.exclude=audit\n");

    assertHas(explain("DELETE FROM audit WHERE id = 1"), "left out");
    assertFalse(explain("DELETE FROM orders WHERE id = 1").out().contains("left out"));
  }

  @Test
  void whatTheConfigurationSaysOfFunctionsCounts() throws IOException {
    String sql = "SELECT archive(7)";
    config = configure("dualwrite.old.url=" + URL + "\ndualwrite.functions.writing=archive\n");

    assertHas(explain(sql), "unmirrored");
  }

  @Test
  void aSourceWithoutSqlCannotBeExplained() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.sql"), " \n");

    CommandRun run = explain(empty.toString());

    assertEquals(3, run.exitCode());
    assertTrue(run.err().contains("There is no SQL in '" + empty + "'"), run.err());
  }

  @Test
  void aFileThatIsNotThereIsNotTakenForSql() {
    CommandRun run = explain("no/such.sql");

    assertEquals(3, run.exitCode());
    assertTrue(run.err().contains("no/such.sql"), run.err());
  }

  private CommandRun explain(String sql) {
    return CommandRun.of("explain", "--config", config.toString(), sql);
  }

  private Path configure(String text) throws IOException {
    return Files.writeString(folder.resolve("dualwrite.properties"), text);
  }

  private static void assertHas(CommandRun run, String part) {
    assertTrue(run.out().contains(part), () -> "expected <" + part + "> in:\n" + run.out());
  }
}
