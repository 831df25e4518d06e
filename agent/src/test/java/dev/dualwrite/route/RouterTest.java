package dev.dualwrite.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.LogLevel;
import dev.dualwrite.logging.AgentLog;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that lead to one database, while the phase makes the other one the primary. */
class RouterTest {
  private static final String ITEMS = "SELECT * FROM items ORDER BY id";

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

  @Test
  void aWriteGoesToTheNewDatabaseFirstAndIsMirroredToTheOldOne() throws Exception {
    bench.change(Phase.NEW_PRIMARY);
    application.setAutoCommit(false);
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a')");
    assertEquals(List.of("1,a"), Sql.query(application, ITEMS));
    application.commit();

    assertEquals(List.of("1,a"), bench.rowsOfNew(ITEMS));
    assertEquals(List.of("1,a"), bench.rowsOfOld(ITEMS));
    List<String> commits = bench.calls.stream().filter(call -> call.endsWith("commit")).toList();
    assertEquals(List.of("old: commit", "new: commit"), commits);
    assertEquals(List.of(), bench.told);
  }

  @Test
  void aRollbackTakesBothBack() throws Exception {
    bench.change(Phase.NEW_PRIMARY);
    application.setAutoCommit(false);
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a')");
    application.rollback();

    assertEquals(List.of(), bench.rowsOfNew(ITEMS));
    assertEquals(List.of(), bench.rowsOfOld(ITEMS));
  }

  @Test
  void inNewOnlyTheOldDatabaseIsNotTouched() throws Exception {
    bench.change(Phase.NEW_ONLY);
    bench.stopOld();
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a')");
    try (PreparedStatement insert =
        application.prepareStatement("INSERT INTO items VALUES (?, ?)")) {
      insert.setInt(1, 2);
      insert.setString(2, "b");
      assertEquals(1, insert.executeUpdate());
    }
    assertEquals(List.of("1,a", "2,b"), Sql.query(application, ITEMS));
    assertEquals(List.of(), bench.rowsOfOld(ITEMS));
  }

  @Test
  void aTransactionKeepsItsDatabaseWhenThePhaseChanges() throws Exception {
    application.setAutoCommit(false);
    assertEquals(List.of(), Sql.query(application, ITEMS));
    bench.change(Phase.NEW_ONLY);
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a')");
    application.commit();
    Sql.execute(application, "INSERT INTO items VALUES (2, 'b')");
    application.commit();

    assertEquals(List.of("1,a"), bench.rowsOfOld(ITEMS));
    assertEquals(List.of("1,a", "2,b"), bench.rowsOfNew(ITEMS));
  }

  @Test
  void aPreparedStatementGoesOnInTheOtherDatabaseAndBackWithItsParameters() throws Exception {
    try (PreparedStatement insert =
            application.prepareStatement("INSERT INTO items VALUES (?, ?)");
        PreparedStatement read =
            application.prepareStatement("SELECT text FROM items WHERE id = ?")) {
      insert.setInt(1, 1);
      insert.setString(2, "a");
      read.setInt(1, 1);
      bench.change(Phase.NEW_ONLY);
      assertEquals(1, insert.executeUpdate());
      assertEquals("a", text(read));
      assertEquals(List.of(), bench.rowsOfOld(ITEMS));
      insert.setInt(1, 2);
      bench.change(Phase.OLD_ONLY);
      assertEquals(1, insert.executeUpdate());
      assertEquals(List.of("2,a"), bench.rowsOfOld(ITEMS));
      read.setInt(1, 2);
      assertEquals("a", text(read));
    }
  }

  private static String text(PreparedStatement read) throws SQLException {
    try (ResultSet rows = read.executeQuery()) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  @Test
  void aBatchGoesOnInTheOtherDatabase() throws Exception {
    try (PreparedStatement insert =
            application.prepareStatement("INSERT INTO items VALUES (?, ?)");
        Statement texts = application.createStatement()) {
      insert.setInt(1, 1);
      insert.setString(2, "a");
      insert.addBatch();
      insert.setInt(1, 2);
      texts.addBatch("INSERT INTO items VALUES (3, 'c')");
      bench.change(Phase.NEW_ONLY);
      insert.addBatch();
      assertEquals(2, insert.executeBatch().length);
      assertEquals(1, texts.executeBatch().length);
    }
    assertEquals(List.of("1,a", "2,a", "3,c"), bench.rowsOfNew(ITEMS));
    assertEquals(List.of(), bench.rowsOfOld(ITEMS));
  }

  @Test
  void resultsAreReadWhereTheStatementRan() throws Exception {
    try (Statement statement = application.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO made(text) VALUES ('a')", Statement.RETURN_GENERATED_KEYS);
      bench.change(Phase.NEW_ONLY);
      try (ResultSet keys = statement.getGeneratedKeys()) {
        assertTrue(keys.next());
      }
      assertEquals(1, statement.getUpdateCount());
    }
  }

  @Test
  void whatTheApplicationHasSetHoldsOnBothSides() throws Exception {
    application.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    application.setSchema("OTHER");
    application.setAutoCommit(false);
    bench.change(Phase.NEW_ONLY);
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a')");
    assertFalse(application.getAutoCommit());
    assertEquals(Connection.TRANSACTION_SERIALIZABLE, application.getTransactionIsolation());
    application.commit();
    assertEquals(List.of("1"), bench.rowsOfNew("SELECT id FROM other.items"));
    application.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    application.setSchema("PUBLIC");

    bench.change(Phase.OLD_ONLY);
    Sql.execute(application, "INSERT INTO items VALUES (2, 'b')");
    application.commit();
    assertEquals(Connection.TRANSACTION_READ_COMMITTED, application.getTransactionIsolation());
    assertEquals(List.of("2,b"), bench.rowsOfOld(ITEMS));
  }

  @Test
  void whatATextHasSetHoldsOnTheOtherSideToo() throws Exception {
    Sql.execute(application, "SET SCHEMA other");
    bench.change(Phase.NEW_ONLY);
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a')");
    assertEquals(List.of("1"), bench.rowsOfNew("SELECT id FROM other.items"));
  }

  @Test
  void aConnectionThatIsOpenedLeadsToTheNewDatabaseWithoutTheOldOne() throws Exception {
    bench.change(Phase.NEW_PRIMARY);
    bench.calls.clear();
    try (Connection direct = bench.connect()) {
      assertEquals(List.of(), bench.callsOf("old", ""));
      Sql.execute(direct, "INSERT INTO items VALUES (1, 'a')");
      assertEquals(List.of("1,a"), bench.rowsOfOld(ITEMS));
      bench.change(Phase.BOTH_REQUIRED);
      bench.calls.clear();
      Sql.execute(direct, "INSERT INTO items VALUES (2, 'b')");
      assertEquals(List.of("old: execute INSERT INTO items VALUES (2, 'b')"), executions());
    }
    assertEquals(List.of("1,a", "2,b"), bench.rowsOfOld(ITEMS));
    assertEquals(List.of("1,a", "2,b"), bench.rowsOfNew(ITEMS));
    assertEquals(List.of(), bench.told);
  }

  private List<String> executions() {
    return bench.calls.stream().filter(call -> call.contains("execute INSERT INTO items")).toList();
  }

  @Test
  void aConnectionOfWhoseOpeningNothingWasSeenIsRoutedToo() throws Exception {
    bench.change(Phase.NEW_ONLY);
    try (Connection unseen = bench.unseen()) {
      Sql.execute(unseen, "INSERT INTO items VALUES (1, 'a')");
    }
    assertEquals(List.of("1,a"), bench.rowsOfNew(ITEMS));
    assertEquals(List.of(), bench.rowsOfOld(ITEMS));
  }

  @Test
  void whereTheNewDatabaseCannotBeHadNothingIsDone() throws Exception {
    bench.change(Phase.NEW_PRIMARY);
    bench.fresh.interfere(
        call -> {
          throw JdbcSpy.connectionLost();
        });
    SQLException refusal =
        assertThrows(
            SQLException.class,
            () -> Sql.execute(application, "INSERT INTO items VALUES (1, 'a')"));
    assertEquals("08001", refusal.getSQLState());
    assertTrue(refusal.getMessage().contains("In phase new-primary the new database"));
    assertEquals(List.of(), bench.rowsOfOld(ITEMS));
    bench.fresh.interfere(call -> {});
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a')");
    assertEquals(List.of("1,a"), bench.rowsOfNew(ITEMS));
  }

  @Test
  void whereTheNewDatabaseIsGoneTheMessageNamesItAndSaysNothingOfMirroring(@TempDir Path folder)
      throws Exception {
    bench.change(Phase.NEW_PRIMARY);
    application.setAutoCommit(false);
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a')");
    bench.fresh.interfere(
        call -> {
          if (call.contains("AutoCommit")) {
            throw JdbcSpy.connectionLost();
          }
        });
    Path log = folder.resolve("agent.log");
    AgentLog.configure(LogLevel.WARN, log.toString());
    try {
      assertThrows(SQLException.class, () -> application.setAutoCommit(true));
    } finally {
      AgentLog.configure(LogLevel.WARN, "stderr");
    }
    String said = Files.readString(log);
    assertTrue(
        said.contains(
            "The new database, the primary in phase new-primary, didn't answer as SET_AUTO_COMMIT"
                + " was called: connection lost"),
        said);
    assertFalse(said.contains("mirrored"), said);
  }

  @Test
  void aConnectionThatDiedWhileItWasIdleIsReplaced() throws Exception {
    bench.change(Phase.NEW_ONLY);
    Sql.execute(application, "INSERT INTO items VALUES (1, 'a')");
    bench.old.fail("isValid", JdbcSpy.connectionLost());
    bench.change(Phase.OLD_ONLY);
    Sql.execute(application, "INSERT INTO items VALUES (2, 'b')");
    assertEquals(List.of("2,b"), bench.rowsOfOld(ITEMS));
  }

  @Test
  void closingClosesBothConnections() throws Exception {
    bench.change(Phase.NEW_ONLY);
    Connection unseen = bench.unseen();
    Sql.execute(unseen, "INSERT INTO items VALUES (1, 'a')");
    bench.calls.clear();
    unseen.close();
    unseen.close();
    assertEquals(List.of("close"), bench.callsOf("new", "close"));
    assertTrue(unseen.isClosed());
    assertThrows(SQLException.class, unseen::createStatement);
  }

  @Test
  void aClosedConnectionOfADeadDatabaseIsNoFailure() throws Exception {
    bench.change(Phase.NEW_ONLY);
    Connection unseen = bench.unseen();
    Sql.execute(unseen, "INSERT INTO items VALUES (1, 'a')");
    bench.stopOld();
    unseen.close();
  }

  @Test
  void theStatementsConnectionIsAsGoodAsTheApplicationsOwn() throws Exception {
    bench.change(Phase.NEW_PRIMARY);
    application.setAutoCommit(false);
    try (Statement statement = application.createStatement()) {
      Connection same = statement.getConnection();
      statement.execute("INSERT INTO items VALUES (1, 'a')");
      same.commit();
      bench.change(Phase.OLD_ONLY);
      Sql.execute(same, "INSERT INTO items VALUES (2, 'b')");
      application.commit();
    }
    assertEquals(List.of("1,a", "2,b"), bench.rowsOfOld(ITEMS));
    assertEquals(List.of("1,a"), bench.rowsOfNew(ITEMS));
  }
}
