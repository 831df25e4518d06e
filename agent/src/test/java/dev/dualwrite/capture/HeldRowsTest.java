package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is copied to the secondary are rows that the primary's transaction holds locked: a statement
 * names keys that it doesn't touch, while another transaction is about to change just their rows.
 */
@Timeout(60)
class HeldRowsTest {
  private static final String ITEMS = "SELECT id, text FROM items ORDER BY id";
  private static final String ACCOUNTS = "SELECT id, email, name FROM accounts ORDER BY id";

  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private CaptureBench bench;
  private Connection one;
  private Connection other;

  private void open(Vendor vendor) throws Exception {
    bench = new CaptureBench(vendor);
    bench.onBoth(
        "CREATE TABLE accounts (id int PRIMARY KEY, email varchar(99) NOT NULL UNIQUE, name"
            + " varchar(99))");
    one = begin(bench.application);
    other = bench.connect();
    Sql.execute(other, briefWait(vendor));
    begin(other);
  }

  private static String briefWait(Vendor vendor) {
    return switch (vendor) {
      case POSTGRES -> "SET lock_timeout = '1s'";
      case MARIADB -> "SET SESSION innodb_lock_wait_timeout = 1";
      case H2 -> "SET LOCK_TIMEOUT 1000";
    };
  }

  /** MariaDB would lock each row that it looks at. */
  private static Connection begin(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    return connection;
  }

  @AfterEach
  void close() throws SQLException {
    threads.shutdownNow();
    other.close();
    bench.close();
  }

  private static int update(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private void assertEqual(String query, String... rows) throws SQLException {
    assertEquals(List.of(rows), bench.rowsOfOld(query));
    assertEquals(List.of(rows), bench.rowsOfNew(query));
    assertEquals(List.of(), bench.toldShort());
  }

  private static final String MERGE =
      "MERGE INTO items i USING (VALUES (1, 'one'), (2, 'one')) v (id, text) ON i.id = v.id WHEN NOT"
          + " MATCHED THEN INSERT (id, text) VALUES (v.id, v.text)";
  private static final String UPDATE =
      "UPDATE items SET text = lower('ONE') WHERE id IN (1, 2) AND text = 'free' AND random() >= 0";

  static Stream<Arguments> statementsThatNameMore() {
    return Stream.of(
        Arguments.of(
            Vendor.POSTGRES,
            "INSERT INTO items VALUES (1, 'one'), (2, 'one') ON CONFLICT DO NOTHING"),
        Arguments.of(Vendor.POSTGRES, MERGE),
        Arguments.of(Vendor.H2, MERGE),
        Arguments.of(Vendor.MARIADB, "INSERT IGNORE INTO items VALUES (1, 'one'), (2, 'one')"),
        Arguments.of(Vendor.POSTGRES, UPDATE),
        Arguments.of(Vendor.H2, UPDATE),
        Arguments.of(Vendor.MARIADB, UPDATE.replace("random", "rand")));
  }

  private void openWithItems(Vendor vendor, String sql) throws Exception {
    open(vendor);
    bench.onBoth("INSERT INTO items VALUES (2, 'before')");
    if (sql.startsWith("UPDATE")) {
      bench.onBoth("INSERT INTO items VALUES (1, 'free')");
    }
  }

  /** The others wait for the end of a transaction that changes a row that they look at. */
  static Stream<Arguments> statementsThatDoNotWait() {
    return Stream.of(
        Arguments.of(Vendor.POSTGRES, MERGE),
        Arguments.of(Vendor.POSTGRES, UPDATE),
        Arguments.of(Vendor.H2, UPDATE));
  }

  @ParameterizedTest
  @MethodSource("statementsThatDoNotWait")
  void aRowThatAnotherTransactionIsChangingIsNotCopiedAsItWas(Vendor vendor, String sql)
      throws Exception {
    openWithItems(vendor, sql);
    update(other, "UPDATE items SET text = 'other' WHERE id = 2");
    assertEquals(1, update(one, sql));
    other.commit();
    one.commit();
    assertEqual(ITEMS, "1,one", "2,other");
  }

  /** Either the other transaction can't change the row, or this one doesn't copy it. */
  @ParameterizedTest
  @MethodSource("statementsThatNameMore")
  void aRowThatWasNotTouchedIsNotCopiedOverWhatAnotherTransactionMadeOfIt(Vendor vendor, String sql)
      throws Exception {
    openWithItems(vendor, sql);
    Hold twin = holdTwin("items");
    assertEquals(1, update(one, sql));
    changeBesides("UPDATE items SET text = 'other' WHERE id = 2", twin);
    assertEqual(ITEMS, "1,one", "2,other");
  }

  /** Commits the other transaction first or, where this one holds the row, second. */
  private void changeBesides(String change, Hold twin) throws Exception {
    twin.await();
    boolean changed = succeeds(other, change);
    twin.release();
    one.commit();
    if (!changed) {
      update(other, change);
      other.commit();
    }
  }

  private static boolean succeeds(Connection connection, String sql) throws SQLException {
    try {
      update(connection, sql);
      connection.commit();
      return true;
    } catch (SQLException locked) {
      connection.rollback();
      return false;
    }
  }

  /**
   * Commits while the other transaction's twin has committed its new row, and its host hasn't yet.
   */
  private void commitWhileTheOtherCommits(Hold twin) throws Exception {
    CountDownLatch twinCommitted = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    Future<?> end =
        threads.submit(
            () -> {
              String thread = Thread.currentThread().getName();
              bench.old.interfere(
                  call -> {
                    if (call.equals("commit") && Thread.currentThread().getName().equals(thread)) {
                      twinCommitted.countDown();
                      assertTrue(mayCommit.await(20, TimeUnit.SECONDS));
                    }
                  });
              other.commit();
              return null;
            });
    assertTrue(twinCommitted.await(20, TimeUnit.SECONDS));
    twin.release();
    one.commit();
    mayCommit.countDown();
    end.get(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void aRowThatAnotherTransactionHasInsertedIsNotDeleted(Vendor vendor) throws Exception {
    open(vendor);
    bench.onBoth("INSERT INTO items VALUES (1, 'before')");
    Hold twin = holdTwin("delete");
    assertEquals(1, update(one, "DELETE FROM items WHERE id IN (1, 2)"));
    twin.await();
    update(other, "INSERT INTO items VALUES (2, 'other')");
    commitWhileTheOtherCommits(twin);
    assertEqual(ITEMS, "2,other");
  }

  @ParameterizedTest
  @EnumSource
  void aRowThatComesToMatchAfterwardsIsNotChangedOnTheSecondary(Vendor vendor) throws Exception {
    open(vendor);
    bench.onBoth("INSERT INTO items VALUES (1, 'free'), (2, 'taken')");
    Hold twin = holdTwin("items");
    assertEquals(
        1, update(one, "UPDATE items SET text = 'one' WHERE id IN (1, 2) AND text = 'free'"));
    changeBesides("UPDATE items SET text = 'free' WHERE id = 2", twin);
    assertEqual(ITEMS, "1,one", "2,free");
  }

  /** Holds the first twin that is about to do something, and no other. */
  private Hold holdTwin(String what) {
    Hold hold = new Hold();
    bench.twin.interfere(
        call -> {
          if (call.toLowerCase(Locale.ROOT).contains(what)) {
            hold.first();
          }
        });
    return hold;
  }

  private static final class Hold {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private void first() throws InterruptedException {
      if (held.getCount() > 0) {
        held.countDown();
        assertTrue(released.await(20, TimeUnit.SECONDS));
      }
    }

    /** Waits until the twin is held. */
    void await() throws InterruptedException {
      assertTrue(held.await(20, TimeUnit.SECONDS));
    }

    void release() {
      released.countDown();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POSTGRES | INSERT INTO accounts VALUES (5, 'a', 'one') ON CONFLICT (email) DO UPDATE SET"
            + " name = EXCLUDED.name",
        "MARIADB | INSERT INTO accounts VALUES (5, 'a', 'one') ON DUPLICATE KEY UPDATE name ="
            + " VALUES(name)",
      })
  void theKeyThatAnUpsertDidNotInsertIsNotDeleted(Vendor vendor, String upsert) throws Exception {
    open(vendor);
    bench.onBoth("INSERT INTO accounts VALUES (3, 'a', 'before')");
    Hold twin = holdTwin("accounts");
    update(one, upsert);
    twin.await();
    update(other, "INSERT INTO accounts VALUES (5, 'b', 'other')");
    commitWhileTheOtherCommits(twin);
    assertEqual(ACCOUNTS, "3,a,one", "5,b,other");
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "H2"})
  void aMergeDeletesWhatItDeletedAlone(Vendor vendor) throws Exception {
    open(vendor);
    bench.onBoth("INSERT INTO items VALUES (1, 'before'), (3, 'before')");
    String merge =
        "MERGE INTO items i USING (VALUES (1, 'gone'), (2, 'gone'), (3, 'one')) v (id, text) ON"
            + " i.id = v.id WHEN MATCHED AND v.text = 'gone' THEN DELETE WHEN MATCHED THEN UPDATE"
            + " SET text = v.text";
    Hold twin = holdTwin("delete");
    assertEquals(2, update(one, merge));
    twin.await();
    update(other, "INSERT INTO items VALUES (2, 'other')");
    commitWhileTheOtherCommits(twin);
    assertEqual(ITEMS, "2,other", "3,one");
  }

  @Test
  void anUpdateThatReturnsRowsTouchedAsManyAsItReturns() throws Exception {
    open(Vendor.POSTGRES);
    bench.onBoth("INSERT INTO items VALUES (1, 'free'), (2, 'taken')");
    Hold twin = holdTwin("items");
    assertEquals(
        List.of("one"),
        Sql.query(
            one,
            "UPDATE items SET text = 'one' WHERE id IN (1, 2) AND text = 'free' RETURNING text"));
    changeBesides("UPDATE items SET text = 'free' WHERE id = 2", twin);
    assertEqual(ITEMS, "1,one", "2,free");
  }

  /** At REPEATABLE READ a plain SELECT shows what was there when the transaction began. */
  @Test
  void aRowThatTheUpdateLeftAsItIsIsCopiedAsItIs() throws Exception {
    open(Vendor.MARIADB);
    bench.onBoth("INSERT INTO items VALUES (1, 'before')");
    one.commit();
    one.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    assertEquals(List.of("1,before"), Sql.query(one, ITEMS));
    update(other, "UPDATE items SET text = 'other' WHERE id = 1");
    other.commit();
    update(one, "UPDATE items SET text = lower('OTHER') WHERE id = 1 AND rand() < 2");
    one.commit();
    assertEqual(ITEMS, "1,other");
  }
}
