package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A row comes to match between the agent's question for the keys and the application's statement,
 * on vendors whose drivers don't return keys: another transaction commits just then.
 */
@Timeout(60)
class LateRowsTest {
  private static final String ITEMS = "SELECT id, text FROM items ORDER BY id";

  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private CaptureBench bench;
  private Connection one;
  private Connection other;

  private void open(Vendor vendor) throws Exception {
    bench = new CaptureBench(vendor);
    one = begin(bench.application);
    other = begin(bench.connect());
    bench.onBoth("INSERT INTO items VALUES (1, 'old'), (2, 'kept')");
  }

  /** At REPEATABLE READ, InnoDB keeps new rows out of what the question has looked at. */
  private static Connection begin(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    return connection;
  }

  private void justBefore(String call, String... statements) {
    AtomicBoolean done = new AtomicBoolean();
    bench.old.interfere(
        next -> {
          if (next.startsWith(call) && done.compareAndSet(false, true)) {
            // What the agent's own thread does in here would not be taken for the application's.
            threads.submit(() -> commit(statements)).get(20, TimeUnit.SECONDS);
          }
        });
  }

  private Void commit(String... statements) throws SQLException {
    Sql.execute(other, statements);
    other.commit();
    return null;
  }

  @AfterEach
  void close() throws SQLException {
    threads.shutdownNow();
    other.close();
    bench.close();
  }

  private void assertEqual(String... rows) throws SQLException {
    assertEquals(List.of(rows), bench.rowsOfOld(ITEMS));
    assertEquals(List.of(rows), bench.rowsOfNew(ITEMS));
    assertEquals(List.of(), bench.toldShort());
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "MARIADB"})
  void aRowThatIsDeletedThoughItWasNotFoundBeforeIsDeletedOnTheSecondary(Vendor vendor)
      throws Exception {
    open(vendor);
    justBefore(
        "executeUpdate DELETE",
        "INSERT INTO items VALUES (3, 'old')",
        "UPDATE items SET text = 'old' WHERE id = 2",
        "INSERT INTO items VALUES (4, 'kept')");
    try (Statement statement = one.createStatement()) {
      assertEquals(3, statement.executeUpdate("DELETE FROM items WHERE text = 'old'"));
    }
    one.commit();
    assertEqual("4,kept");
  }

  @Test
  void aRowThatIsChangedThoughItWasNotFoundBeforeIsCopied() throws Exception {
    open(Vendor.MARIADB);
    justBefore(
        "executeUpdate UPDATE items SET text = 'new'", "INSERT INTO items VALUES (3, 'old')");
    try (Statement statement = one.createStatement()) {
      assertEquals(2, statement.executeUpdate("UPDATE items SET text = 'new' WHERE text = 'old'"));
    }
    one.commit();
    assertEqual("1,new", "2,kept", "3,new");
  }

  @Test
  void rowsOfABatchAreFoundStepByStep() throws Exception {
    open(Vendor.H2);
    justBefore("executeBatch DELETE", "INSERT INTO items VALUES (3, 'old'), (4, 'kept')");
    try (var statement = one.prepareStatement("DELETE FROM items WHERE text = ?")) {
      for (String text : List.of("old", "kept")) {
        statement.setString(1, text);
        statement.addBatch();
      }
      assertEquals(2, statement.executeBatch()[0]);
    }
    one.commit();
    assertEqual();
  }

  @Test
  void whereThePredicateLooksAtOtherRowsTheTransactionIsToldAsLost() throws Exception {
    open(Vendor.H2);
    justBefore("executeUpdate DELETE", "INSERT INTO items VALUES (3, 'old')");
    try (Statement statement = one.createStatement()) {
      assertEquals(
          2,
          statement.executeUpdate(
              "DELETE FROM items WHERE text IN (SELECT text FROM items WHERE id = 1)"));
    }
    one.commit();
    assertEquals(List.of("write-failed logged [1]"), bench.toldShort());
  }
}
