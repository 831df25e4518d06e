package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.operations.AuditEntry;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of the application's calls come to the audit, in a phase that mirrors nothing. */
class AuditingTest {
  private CaptureBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new CaptureBench("dualwrite.phase=old-only");
  }

  @AfterEach
  void close() throws SQLException {
    bench.close();
  }

  @Test
  void eachExecutionOfAPreparedWriteIsCounted() throws Exception {
    try (PreparedStatement insert =
        bench.application.prepareStatement("INSERT INTO items VALUES (?, ?)")) {
      for (int id = 1; id <= 3; id++) {
        insert.setInt(1, id);
        insert.setString(2, "x");
        insert.executeUpdate();
      }
    }

    assertEquals(List.of("3 INSERT INTO items VALUES (?, ?)"), audited());
    assertEquals(
        List.of("row 1", "row 2", "row 3"),
        bench.rowsOfOld("SELECT 'row ' || id FROM items ORDER BY id"));
  }

  @Test
  void eachRowOfABatchIsCounted() throws Exception {
    try (PreparedStatement insert =
            bench.application.prepareStatement("INSERT INTO items VALUES (?, 'x')");
        Statement plain = bench.application.createStatement()) {
      insert.setInt(1, 1);
      insert.addBatch();
      insert.setInt(1, 2);
      insert.addBatch();
      insert.executeBatch();
      plain.addBatch("DELETE FROM items WHERE id = 1");
      plain.addBatch("UPDATE items SET text = 'y' WHERE id = 2");
      plain.executeBatch();
    }

    assertEquals(
        List.of(
            "2 INSERT INTO items VALUES (?, ?)",
            "1 DELETE FROM items WHERE id = ?",
            "1 UPDATE items SET text = ? WHERE id = ?"),
        audited());
  }

  @Test
  void eachStatementOfATextOfSeveralIsCounted() throws Exception {
    run("UPDATE items SET text = 'y' WHERE id = 2; DELETE FROM items WHERE id = 1");

    assertEquals(
        List.of("1 DELETE FROM items WHERE id = ?", "1 UPDATE items SET text = ? WHERE id = ?"),
        audited());
  }

  @Test
  void readsAndTransactionsAreNot() throws Exception {
    run("SELECT * FROM items", "SELECT * FROM items FOR UPDATE", "SET LOCK_TIMEOUT 1000", "COMMIT");
    bench.application.setAutoCommit(false);
    bench.application.commit();

    assertEquals(List.of(), audited());
  }

  @Test
  void theOriginIsTheApplicationsOwnFrame() throws Exception {
    run("DELETE FROM items WHERE id = 1");

    AuditEntry entry = bench.audit.report().entries().get(0);

    // All of dev.dualwrite.capture is the agent's: the frame after it is JUnit's.
    assertTrue(entry.origin().isPresent());
  }

  @Test
  void mirroringPhasesAreAuditedToo() throws Exception {
    bench.close();
    bench = new CaptureBench("dualwrite.phase=both-required");

    run("INSERT INTO items VALUES (1, 'x')");

    assertEquals(List.of("1 INSERT INTO items VALUES (?, ?)"), audited());
  }

  private void run(String... statements) throws SQLException {
    try (Statement statement = bench.application.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private List<String> audited() {
    return bench.audit.report().entries().stream()
        .map(entry -> entry.executions() + " " + entry.text().sql())
        .toList();
  }
}
