package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionTest {
  private static final String ITEMS = "SELECT id, text FROM items ORDER BY id";
  private static final String MADE = "SELECT id, text FROM made ORDER BY id";

  private CaptureBench bench = new CaptureBench();
  private Connection connection = bench.application;

  ExecutionTest() throws Exception {}

  @AfterEach
  void close() throws SQLException {
    bench.close();
  }

  private int update(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(text);
    }
  }

  @Test
  void aPreparedWriteIsRepeatedWithItsValues() throws Exception {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO items VALUES (?, ?)")) {
      statement.setInt(1, 1);
      statement.setString(2, "a");
      assertEquals(1, statement.executeUpdate());
      statement.setInt(1, 2);
      assertEquals(1, statement.executeUpdate());
    }
    assertEquals(List.of("1,a", "2,a"), bench.rowsOfNew(ITEMS));
  }

  @Test
  void rowsThatThePredicateFindsAreCopiedByTheirKeys() throws Exception {
    bench.onOld("INSERT INTO items VALUES (1, 'a'), (2, 'b'), (3, 'b')");
    assertEquals(2, update("UPDATE items SET text = 'c' WHERE text = 'b'"));
    assertEquals(List.of("2,c", "3,c"), bench.rowsOfNew(ITEMS));
    assertEquals(2, update("DELETE FROM items WHERE text = 'c'"));
    assertEquals(List.of(), bench.rowsOfNew(ITEMS));
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void generatedKeysAreTheSameOnBothSidesThoughTheApplicationAskedForNone() throws Exception {
    bench.onNew("ALTER TABLE made ALTER COLUMN id RESTART WITH 500");
    assertEquals(1, update("INSERT INTO made (text) VALUES ('a')"));
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO made (text) VALUES (?), (?)")) {
      statement.setString(1, "b");
      statement.setString(2, "c");
      assertEquals(2, statement.executeUpdate());
      try (ResultSet keys = statement.getGeneratedKeys()) {
        assertEquals(false, keys.next(), "the application asked for none");
      }
    }
    assertEquals(List.of("1,a", "2,b", "3,c"), bench.rowsOfNew(MADE));
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void theApplicationGetsTheKeysThatItAskedForAsOftenAsItLikes() throws Exception {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO made (text) VALUES ('a')", Statement.RETURN_GENERATED_KEYS)) {
      statement.executeUpdate();
      for (int i = 0; i < 2; i++) {
        try (ResultSet keys = statement.getGeneratedKeys()) {
          assertEquals("ID", keys.getMetaData().getColumnLabel(1));
          assertTrue(keys.next());
          assertEquals(1, keys.getInt(1));
          assertEquals(1L, keys.getLong("id"));
        }
      }
    }
    assertEquals(List.of("1,a"), bench.rowsOfNew(MADE));
  }

  @Test
  void columnsThatTheAgentAskedForInAdditionAreNotSeen() throws Exception {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO made (text, other) VALUES ('a', 7)", new String[] {"OTHER"})) {
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        assertEquals(1, keys.getMetaData().getColumnCount());
        assertTrue(keys.next());
        assertEquals(7, keys.getInt(1));
        assertThrows(SQLException.class, () -> keys.getInt(2));
        assertThrows(SQLException.class, () -> keys.getInt("ID"));
      }
    }
    assertEquals(List.of("1,a"), bench.rowsOfNew(MADE));
  }

  @Test
  void aBatchIsOneOnTheTwinAndTheCountsAreTheDrivers() throws Exception {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO items VALUES (?, ?)")) {
      statement.setString(2, "same");
      for (int id = 1; id <= 3; id++) {
        statement.setInt(1, id);
        statement.addBatch();
      }
      assertEquals(List.of(1, 1, 1), List.of(boxed(statement.executeBatch())));
      assertEquals(0, statement.executeBatch().length, "the batch is empty after its execution");
    }
    assertEquals(List.of("1,same", "2,same", "3,same"), bench.rowsOfNew(ITEMS));
    assertEquals(
        1,
        bench.calls("executeBatch INSERT").stream().filter(call -> call.startsWith("new")).count());
  }

  private static Integer[] boxed(int[] counts) {
    return Arrays.stream(counts).boxed().toArray(Integer[]::new);
  }

  @Test
  void aBatchThatFailsHalfWayIsMirroredAsFarAsItWasDone() throws Exception {
    bench.onOld("INSERT INTO items VALUES (2, 'there')");
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO items VALUES (?, 'new')")) {
      for (int id = 1; id <= 3; id++) {
        statement.setInt(1, id);
        statement.addBatch();
      }
      BatchUpdateException failure =
          assertThrows(BatchUpdateException.class, statement::executeBatch);
      assertEquals(3, failure.getUpdateCounts().length);
    }
    assertEquals(List.of("1,new", "2,there", "3,new"), bench.rowsOfOld(ITEMS));
    assertEquals(List.of("1,new", "3,new"), bench.rowsOfNew(ITEMS));
    assertTrue(connection.getAutoCommit());
  }

  @Test
  void ofABatchThatFailsWithoutTellingHowFarItCameTheRowsAreCopied() throws Exception {
    bench.onOld("INSERT INTO items VALUES (2, 'there')");
    bench.old.fail("executeBatch", new BatchUpdateException("no counts", (int[]) null));
    connection.setAutoCommit(false);
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO items VALUES (?, 'new')")) {
      for (int id = 1; id <= 2; id++) {
        statement.setInt(1, id);
        statement.addBatch();
      }
      assertThrows(BatchUpdateException.class, statement::executeBatch);
    }
    connection.commit();
    assertEquals(List.of("2,there"), bench.rowsOfNew(ITEMS));
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void whatCanNotBeMirroredIsTold() throws Exception {
    bench.onBoth("CREATE TABLE keyless (text varchar(9))");
    update("INSERT INTO keyless SELECT text FROM items");
    update("UPDATE keyless SET text = CAST(random_uuid() AS varchar(9))");
    assertTrue(bench.toldShort().contains("unmirrored logged"), bench.toldShort().toString());
  }

  @Test
  void aTableThatIsExcludedIsNeitherMirroredNorTold() throws Exception {
    bench.close();
    bench = new CaptureBench("dualwrite.tables.exclude=items");
    connection = bench.application;
    update("INSERT INTO items VALUES (1, 'a')");
    assertEquals(List.of(), bench.rowsOfNew(ITEMS));
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void inOldOnlyNothingReachesTheOtherDatabase() throws Exception {
    bench.close();
    bench = new CaptureBench("dualwrite.phase=old-only");
    connection = bench.application;
    update("INSERT INTO items VALUES (1, 'a')");
    assertEquals(List.of(), bench.calls.stream().filter(call -> call.startsWith("new")).toList());
    assertEquals(List.of(), bench.calls("setAutoCommit", "commit"));
  }

  @Test
  void mirroredAfterwardsTheHostsOwnAutocommitIsLeftAlone() throws Exception {
    bench.close();
    bench = new CaptureBench("dualwrite.autocommit=after");
    connection = bench.application;
    update("INSERT INTO items VALUES (1, 'a')");
    update("UPDATE items SET text = 'b' WHERE id = 1");
    assertEquals(
        List.of(),
        bench.calls("setAutoCommit false").stream()
            .filter(call -> call.startsWith("old"))
            .toList());
    assertEquals(List.of("1,b"), bench.rowsOfNew(ITEMS));
  }

  @Test
  void aSecondaryThatRefusesIsNeverTheApplicationsConcern() throws Exception {
    bench.onNew("DROP TABLE items");
    assertEquals(1, update("INSERT INTO items VALUES (1, 'a')"));
    assertEquals(List.of("1,a"), bench.rowsOfOld(ITEMS));
    assertEquals(List.of("write-failed logged [1]"), bench.toldShort());
  }

  /** What a driver's, or the agent's, fault may be. */
  enum Fault {
    EXCEPTION,
    ERROR,
    REFUSAL;

    Throwable failure() {
      return switch (this) {
        case EXCEPTION -> new IllegalStateException("a bug");
        case ERROR -> new LinkageError("a class is missing");
        case REFUSAL -> new SQLException("the question is refused", "42000");
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverFailsBeforeAWriteTheWriteIsCommittedAndToldAsLost(Fault fault) throws Exception {
    bench.onOld("INSERT INTO items VALUES (1, 'a')");
    bench.old.fail("prepareStatement SELECT", fault.failure());
    assertEquals(1, update("UPDATE items SET text = 'b' WHERE text = 'a'"));
    bench.old.interfere(call -> {});
    assertTrue(connection.getAutoCommit(), "the bracket is closed");
    assertEquals(List.of("1,b"), bench.rowsOfOld(ITEMS));
    assertEquals(1, bench.told.size(), "no write is skipped silently: " + bench.toldShort());
  }

  @ParameterizedTest
  @EnumSource
  void whateverFailsAfterAWriteTheWriteIsCommittedAndToldAsLost(Fault fault) throws Exception {
    bench.old.fail("getGeneratedKeys", fault.failure());
    assertEquals(1, update("INSERT INTO made (text) VALUES ('a')"));
    bench.old.interfere(call -> {});
    assertTrue(connection.getAutoCommit(), "the bracket is closed");
    assertEquals(List.of("1,a"), bench.rowsOfOld(MADE));
    assertEquals(1, bench.told.size(), "no write is skipped silently: " + bench.toldShort());
  }

  @ParameterizedTest
  @EnumSource
  void whateverFailsInATransactionAllOfItIsTold(Fault fault) throws Exception {
    connection.setAutoCommit(false);
    update("INSERT INTO items VALUES (1, 'a')");
    bench.old.fail("getGeneratedKeys", fault.failure());
    update("INSERT INTO made (text) VALUES ('a')");
    bench.old.interfere(call -> {});
    connection.commit();
    assertEquals(List.of(), bench.rowsOfNew(ITEMS));
    assertEquals(2, bench.told.size(), bench.toldShort().toString());
  }

  @Test
  void eachRowOfABatchIsToldWhenItsRowsCanNotBeRead() throws Exception {
    connection.setAutoCommit(false);
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO items VALUES (?, current_timestamp)")) {
      for (int id = 1; id <= 2; id++) {
        statement.setInt(1, id);
        statement.addBatch();
      }
      bench.old.fail("prepareStatement SELECT", new SQLException("refused", "42000"));
      statement.executeBatch();
    }
    bench.old.interfere(call -> {});
    connection.commit();
    assertEquals(
        List.of("write-failed logged [1]", "write-failed logged [2]"),
        bench.toldShort().stream().sorted().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"execute", "executeUpdate"})
  void anExceptionOfTheDriversOwnReachesTheApplicationAndNothingStaysAroundIt(String method)
      throws Exception {
    IllegalStateException bug = new IllegalStateException("a bug of the driver");
    bench.old.fail(method + " INSERT", bug);
    String text = "INSERT INTO made (text) VALUES ('a')";
    try (Statement statement = connection.createStatement()) {
      assertSame(
          bug,
          assertThrows(
              IllegalStateException.class,
              () -> {
                if (method.equals("execute")) {
                  statement.execute(text);
                } else {
                  statement.executeUpdate(text);
                }
              }));
    }
    bench.old.interfere(call -> {});
    assertTrue(connection.getAutoCommit());
    assertEquals(List.of(), bench.toldShort());
  }
}
