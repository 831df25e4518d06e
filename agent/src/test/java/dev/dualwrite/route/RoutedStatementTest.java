package dev.dualwrite.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.phase.Phase;
import dev.dualwrite.testing.Sql;
import java.io.StringReader;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements that the application keeps while the primary changes. */
class RoutedStatementTest {
  private static final String ITEMS = "SELECT * FROM items ORDER BY id";
  private static final String INSERT = "INSERT INTO items VALUES (?, ?)";

  private final RouteBench bench = open();
  private final Connection application = bench.application;

  private static RouteBench open() {
    try {
      return new RouteBench();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() throws SQLException {
    bench.close();
  }

  private static void bind(PreparedStatement insert, int id, String text) throws SQLException {
    insert.setInt(1, id);
    insert.setString(2, text);
  }

  @Test
  void aBatchThatWasBegunBeforeIsMirroredFromTheNewPrimary() throws Exception {
    try (PreparedStatement insert = application.prepareStatement(INSERT);
        Statement texts = application.createStatement()) {
      bind(insert, 1, "a");
      insert.addBatch();
      texts.addBatch("INSERT INTO items VALUES (2, 'b')");
      bench.change(Phase.NEW_PRIMARY);
      insert.executeBatch();
      texts.executeBatch();
    }
    assertEquals(List.of("1,a", "2,b"), bench.rowsOfNew(ITEMS));
    assertEquals(List.of("1,a", "2,b"), bench.rowsOfOld(ITEMS));
    assertEquals(List.of(), bench.told);
  }

  @Test
  void aBatchThatMovesToAndFroIsExecutedOnce() throws Exception {
    try (PreparedStatement insert = application.prepareStatement(INSERT);
        Statement texts = application.createStatement()) {
      bind(insert, 1, "a");
      insert.addBatch();
      texts.addBatch("INSERT INTO items VALUES (2, 'b')");
      bench.change(Phase.NEW_ONLY);
      bind(insert, 3, "c");
      insert.addBatch();
      texts.addBatch("INSERT INTO items VALUES (4, 'd')");
      bench.change(Phase.OLD_ONLY);
      assertEquals(2, insert.executeBatch().length);
      assertEquals(2, texts.executeBatch().length);
    }
    assertEquals(List.of("1,a", "2,b", "3,c", "4,d"), bench.rowsOfOld(ITEMS));
    assertEquals(List.of(), bench.rowsOfNew(ITEMS));
  }

  @Test
  void aParameterThatWasClearedIsNotThereAgainAfterAChange() throws Exception {
    try (PreparedStatement insert = application.prepareStatement(INSERT)) {
      bind(insert, 1, "a");
      insert.executeUpdate();
      bench.change(Phase.NEW_ONLY);
      insert.clearParameters();
      insert.setInt(1, 2);
      bench.change(Phase.OLD_ONLY);
      assertThrows(SQLException.class, insert::executeUpdate);
    }
    assertEquals(List.of("1,a"), bench.rowsOfOld(ITEMS));
  }

  /** In new-secondary the parameters of reads aren't kept; the next phase is both-required. */
  @Test
  void aReadIsNeverExecutedWithAParameterOfAnEarlierPhase() throws Exception {
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a'), (2, 'b')");
    try (PreparedStatement read =
        application.prepareStatement("SELECT text FROM items WHERE id = ?")) {
      read.setInt(1, 1);
      bench.change(Phase.NEW_SECONDARY);
      read.setInt(1, 2);
      bench.change(Phase.BOTH_REQUIRED);
      bench.change(Phase.NEW_PRIMARY);
      assertThrows(SQLException.class, read::executeQuery);
      read.setInt(1, 2);
      try (ResultSet rows = read.executeQuery()) {
        assertTrue(rows.next());
        assertEquals("b", rows.getString(1));
      }
    }
  }

  @Test
  void aStatementOfADatabaseThatIsGoneTakesParameters() throws Exception {
    try (PreparedStatement insert = application.prepareStatement(INSERT)) {
      bind(insert, 1, "a");
      insert.executeUpdate();
      bench.change(Phase.NEW_ONLY);
      Sql.execute(application, "DELETE FROM items");
      bind(insert, 2, "b");
      bench.cutOffOld();
      bind(insert, 3, "c");
      insert.executeUpdate();
    }
    assertEquals(List.of("3,c"), bench.rowsOfNew(ITEMS));
  }

  @Test
  void itsSettingsGoWithIt() throws Exception {
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a'), (2, 'b')");
    try (PreparedStatement read = application.prepareStatement(ITEMS)) {
      read.setMaxRows(1);
      read.setFetchSize(1);
      read.setQueryTimeout(9);
      bench.change(Phase.NEW_PRIMARY);
      try (ResultSet rows = read.executeQuery()) {
        assertTrue(rows.next());
        assertFalse(rows.next());
      }
      read.setMaxRows(2);
      assertEquals(1, read.getFetchSize());
      assertEquals(9, read.getQueryTimeout());
      bench.change(Phase.BOTH_REQUIRED);
      assertEquals(2, read.getMaxRows());
    }
  }

  @Test
  void rowsThatAreOpenStayReadable() throws Exception {
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a'), (2, 'b')");
    try (Statement statement = application.createStatement();
        ResultSet rows = statement.executeQuery(ITEMS)) {
      assertTrue(rows.next());
      bench.change(Phase.NEW_ONLY);
      Sql.execute(application, "DELETE FROM items");
      statement.setFetchSize(3);
      assertTrue(rows.next());
      assertEquals("b", rows.getString(2));
      assertFalse(statement.getMoreResults());
    }
  }

  @Test
  void whatItReturnsAndTakesIsToldByTheNewDatabase() throws Exception {
    try (PreparedStatement read = application.prepareStatement("SELECT text FROM items");
        PreparedStatement insert = application.prepareStatement(INSERT)) {
      bench.change(Phase.NEW_ONLY);
      bench.cutOffOld();
      assertEquals("TEXT", read.getMetaData().getColumnName(1));
      assertEquals(2, insert.getParameterMetaData().getParameterCount());
    }
  }

  @Test
  void aCallThatWasPreparedBeforeKeepsItsOutParameters() throws Exception {
    try (CallableStatement call = application.prepareCall("{? = call abs(?)}")) {
      call.registerOutParameter(1, Types.INTEGER);
      call.setInt(2, -5);
      bench.change(Phase.NEW_ONLY);
      call.execute();
      assertEquals(5, call.getInt(1));
      bench.change(Phase.OLD_ONLY);
      assertEquals(5, call.getInt(1));
      call.setInt(2, -6);
      call.execute();
      assertEquals(6, call.getInt(1));
    }
  }

  @Test
  void anArrayAndALobOfTheOldDatabaseAreBoundByValue() throws Exception {
    Array array = application.createArrayOf("INTEGER", new Object[] {1, 2});
    Clob clob = application.createClob();
    clob.setString(1, "long");
    bench.change(Phase.NEW_ONLY);
    try (PreparedStatement insert =
        application.prepareStatement("INSERT INTO items VALUES (cardinality(?), ?)")) {
      insert.setArray(1, array);
      insert.setClob(2, clob);
      insert.executeUpdate();
      insert.setObject(1, application.createArrayOf("INTEGER", new Object[] {1, 2, 3}));
      insert.setClob(2, new StringReader("new"));
      insert.executeUpdate();
    }
    assertEquals(List.of("2,long", "3,new"), bench.rowsOfNew(ITEMS));
  }

  @Test
  void aRowThatIsUpdatedInItsResultIsUpdatedInTheNewDatabase() throws Exception {
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a')");
    try (Statement statement =
            application.createStatement(
                ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
        ResultSet rows = statement.executeQuery(ITEMS)) {
      bench.change(Phase.NEW_ONLY);
      Sql.execute(application, "INSERT INTO items VALUES (2, 'b')");
    }
    try (Statement statement =
            application.createStatement(
                ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
        ResultSet rows = statement.executeQuery(ITEMS)) {
      assertTrue(rows.next());
      rows.updateString(2, "changed");
      rows.updateRow();
    }
    assertEquals(List.of("1,changed", "2,b"), bench.rowsOfNew(ITEMS));
    assertEquals(List.of("1,a"), bench.rowsOfOld(ITEMS));
  }
}
