package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionCarrierTest {
  private final CaptureBench bench = new CaptureBench();
  private final Connection connection = bench.application;

  SessionCarrierTest() throws Exception {
    bench.onBoth("CREATE SCHEMA elsewhere", "CREATE TABLE elsewhere.items (id int PRIMARY KEY)");
  }

  @AfterEach
  void close() throws SQLException {
    bench.close();
  }

  private static String id(String schema) {
    return "SELECT id FROM " + schema + ".items ORDER BY id";
  }

  @Test
  void ofASessionThatChangedNothingNothingIsAsked() throws Exception {
    connection.setAutoCommit(false);
    Sql.execute(connection, "INSERT INTO items VALUES (1, 'a')");
    connection.commit();
    List<String> asked =
        bench.calls.stream()
            .filter(call -> call.startsWith("old"))
            .filter(call -> call.contains("SELECT") || call.contains("Schema"))
            .toList();
    assertEquals(List.of(), asked);
  }

  @Test
  void aSchemaThatIsSetHoldsOnTheTwinAsWellAndOnlyForThisSession() throws Exception {
    connection.setSchema("ELSEWHERE");
    Sql.execute(connection, "INSERT INTO items VALUES (1)");
    assertEquals(List.of("1"), bench.rowsOfNew(id("elsewhere")));
    assertTrue(
        JdbcSpy.seen(bench.calls, "new: execute SET SCHEMA \"PUBLIC\""), "the twin's own again");
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void aSchemaThatIsSetByTextInMidTransactionHoldsFromThereOn() throws Exception {
    connection.setAutoCommit(false);
    Sql.execute(
        connection,
        "INSERT INTO items VALUES (1, 'a')",
        "SET SCHEMA elsewhere",
        "INSERT INTO items VALUES (2)");
    connection.commit();
    assertEquals(List.of("1"), bench.rowsOfNew(id("public")));
    assertEquals(List.of("2"), bench.rowsOfNew(id("elsewhere")));
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void theSameTextMeansAnotherTableAfterTheSchemaIsSet() throws Exception {
    String text = "DELETE FROM items WHERE id = ?";
    bench.onBoth("INSERT INTO items VALUES (1, 'a')", "INSERT INTO elsewhere.items VALUES (1)");
    delete(text);
    connection.setSchema("ELSEWHERE");
    delete(text);
    assertEquals(List.of(), bench.rowsOfNew(id("public")));
    assertEquals(List.of(), bench.rowsOfNew(id("elsewhere")));
    assertFalse(bench.calls("commit").isEmpty());
  }

  private void delete(String text) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      statement.setInt(1, 1);
      assertEquals(1, statement.executeUpdate());
    }
  }
}
