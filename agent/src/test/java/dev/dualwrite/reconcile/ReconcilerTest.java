package dev.dualwrite.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconcilerTest {
  private static final String ITEMS = "CREATE TABLE items (id INT PRIMARY KEY, name VARCHAR(20))";

  @ParameterizedTest
  @EnumSource
  void theSecondaryHoldsAfterwardsWhatThePrimaryHolds(Vendor vendor) throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(vendor)) {
      bench.onBoth(ITEMS);
      bench.onPrimary("INSERT INTO items VALUES (1, 'new'), (2, 'changed'), (3, 'same')");
      bench.onSecondary("INSERT INTO items VALUES (2, 'old'), (3, 'same'), (4, 'extra'), (9, 'x')");

      Map<Object, String> outcomes = bench.reconcile("items", 1, 2, 3, 4, 5);

      assertEquals(
          Map.of(1, "PRESENT", 2, "PRESENT", 3, "PRESENT", 4, "DELETED", 5, "ABSENT"), outcomes);
      assertEquals(List.of("1,new", "2,changed", "3,same", "9,x"), bench.secondaryRows("items"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRowThatAnApplicationHasLockedIsLeftOutAndNothingWaits(Vendor vendor) throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(vendor);
        Connection application = bench.openPrimary()) {
      bench.onBoth(ITEMS);
      bench.onPrimary("INSERT INTO items VALUES (1, 'a'), (2, 'b'), (3, 'c')");
      Sql.execute(application, "UPDATE items SET name = 'under way' WHERE id = 2");

      assertEquals(
          Map.of(1, "PRESENT", 2, "LOCKED", 3, "PRESENT"), bench.reconcile("items", 1, 2, 3));
      assertEquals(List.of("1,a", "3,c"), bench.secondaryRows("items"));

      application.commit();
      assertEquals(Map.of(2, "PRESENT"), bench.reconcile("items", 2));
      assertEquals(List.of("1,a", "2,under way", "3,c"), bench.secondaryRows("items"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRowLockedOnTheSecondaryIsTriedAgainAndThePrimarysLocksAreGone(Vendor vendor)
      throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(vendor);
        Connection other = bench.openSecondary()) {
      bench.onBoth(ITEMS);
      bench.onPrimary("INSERT INTO items VALUES (1, 'a'), (2, 'b'), (3, 'c')");
      bench.onSecondary("INSERT INTO items VALUES (2, 'old')");
      Sql.execute(other, "UPDATE items SET name = 'locked' WHERE id = 2");

      assertEquals(
          Map.of(1, "PRESENT", 2, "LOCKED", 3, "PRESENT"), bench.reconcile("items", 1, 2, 3));
      nothingIsLockedOn(bench, 3);

      other.commit();
      assertEquals(Map.of(2, "PRESENT"), bench.reconcile("items", 2));
      assertEquals(List.of("1,a", "2,b", "3,c"), bench.secondaryRows("items"));
    }
  }

  private static void nothingIsLockedOn(ReconcileBench bench, int rows) throws SQLException {
    try (Connection application = bench.openPrimary()) {
      assertEquals(
          rows, Sql.query(application, "SELECT id FROM items FOR UPDATE SKIP LOCKED").size());
    }
  }

  /** The twin has committed its insert, the application not yet: absence can't be locked. */
  @ParameterizedTest
  @EnumSource
  void aRowThatIsJustBeingInsertedIsRestoredAtTheSecondLook(Vendor vendor) throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(vendor);
        Connection application = bench.openPrimary()) {
      bench.onBoth(ITEMS);
      Sql.execute(application, "INSERT INTO items VALUES (1, 'inserted')");
      bench.onSecondary("INSERT INTO items VALUES (1, 'inserted')");

      assertEquals(Map.of(1, "DELETED"), bench.reconcile("items", 1));
      application.commit();

      assertEquals(Map.of(1, "PRESENT"), bench.reconcile("items", 1));
      assertEquals(List.of("1,inserted"), bench.secondaryRows("items"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRowThatTheSecondaryRefusesDoesNotHoldUpTheOthers(Vendor vendor) throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(vendor)) {
      bench.onPrimary(ITEMS);
      bench.onSecondary(
          "CREATE TABLE items (id INT PRIMARY KEY, name VARCHAR(5) NOT NULL, CHECK (id <> 3))");
      bench.onPrimary(
          "INSERT INTO items VALUES (1, 'a'), (2, NULL), (3, 'c'), (4, 'far too long'), (5, 'e')");

      assertEquals(
          Map.of(1, "PRESENT", 2, "REFUSED", 3, "REFUSED", 4, "REFUSED", 5, "PRESENT"),
          bench.reconcile("items", 1, 2, 3, 4, 5));
      assertEquals(List.of("1,a", "5,e"), bench.secondaryRows("items"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatSwapAUniqueValueAreWrittenBesideOneWhoseValueIsAStrangers(Vendor vendor)
      throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(vendor)) {
      bench.onBoth("CREATE TABLE items (id INT PRIMARY KEY, u INT NOT NULL UNIQUE)");
      bench.onPrimary("INSERT INTO items VALUES (1, 20), (2, 10), (3, 30)");
      bench.onSecondary("INSERT INTO items VALUES (1, 10), (2, 20), (99, 30)");

      assertEquals(
          Map.of(1, "PRESENT", 2, "PRESENT", 3, "OBSTRUCTED"), bench.reconcile("items", 1, 2, 3));
      assertEquals(List.of("1,20", "2,10", "99,30"), bench.secondaryRows("items"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChildWaitsForItsParentAndAParentForItsChildrenToGo(Vendor vendor) throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(vendor)) {
      bench.onBoth(
          "CREATE TABLE orders (id INT PRIMARY KEY)",
          "CREATE TABLE order_lines (id INT PRIMARY KEY, order_id INT NOT NULL,"
              + " FOREIGN KEY (order_id) REFERENCES orders (id))");
      bench.onPrimary("INSERT INTO orders VALUES (1)", "INSERT INTO order_lines VALUES (10, 1)");
      bench.onSecondary("INSERT INTO orders VALUES (2)", "INSERT INTO order_lines VALUES (20, 2)");

      assertEquals(Map.of(10, "OBSTRUCTED", 20, "DELETED"), bench.reconcile("order_lines", 10, 20));
      bench.onSecondary("INSERT INTO order_lines VALUES (20, 2)");
      assertEquals(Map.of(1, "PRESENT", 2, "OBSTRUCTED"), bench.reconcile("orders", 1, 2));
      assertEquals(Map.of(10, "PRESENT", 20, "DELETED"), bench.reconcile("order_lines", 10, 20));
      assertEquals(Map.of(2, "DELETED"), bench.reconcile("orders", 2));

      assertEquals(List.of("10,1"), bench.secondaryRows("order_lines"));
      assertEquals(List.of("1"), bench.secondaryRows("orders"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void parentsComeFirst(Vendor vendor) throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(vendor)) {
      bench.onBoth(
          "CREATE TABLE c (id INT PRIMARY KEY)",
          "CREATE TABLE b (id INT PRIMARY KEY, c INT, FOREIGN KEY (c) REFERENCES c (id))",
          "CREATE TABLE a (id INT PRIMARY KEY, b INT, a INT, FOREIGN KEY (b) REFERENCES b (id),"
              + " FOREIGN KEY (a) REFERENCES a (id))");
      List<String> ordered =
          bench
              .reconciler
              .parentsFirst(
                  List.of(
                      bench.keys("a", 1).get(0).table(),
                      bench.keys("b", 1).get(0).table(),
                      bench.keys("c", 1).get(0).table()))
              .stream()
              .map(table -> table.name().toLowerCase(Locale.ROOT))
              .toList();
      assertEquals(List.of("c", "b", "a"), ordered);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMissingTableOrColumnIsTheKeysFailureAndGoneWhenItIsThere(Vendor vendor)
      throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(vendor)) {
      bench.onPrimary(ITEMS, "INSERT INTO items VALUES (1, 'a'), (2, 'b')");
      bench.onSecondary("CREATE TABLE items (id INT PRIMARY KEY)");
      Outcomes outcomes = bench.reconciler.reconcile(bench.keys("items", 1, 2));
      assertEquals(Map.of(1, "REFUSED", 2, "REFUSED"), ReconcileBench.byValue(outcomes));
      assertTrue(outcomes.databaseFailure().isEmpty());

      bench.onSecondary("ALTER TABLE items ADD COLUMN name VARCHAR(20)");
      assertEquals(Map.of(1, "PRESENT", 2, "PRESENT"), bench.reconcile("items", 1, 2));
    }
  }

  @Test
  void aPrimaryThatIsGoneIsNoKeysFailure() throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(Vendor.H2)) {
      bench.onBoth(ITEMS, "INSERT INTO items VALUES (1, 'a')");
      bench.primarySpy.fail("executeQuery", JdbcSpy.connectionLost());
      Outcomes outcomes = bench.reconciler.reconcile(bench.keys("items", 1, 2));
      assertEquals(Map.of(), outcomes.byKey());
      assertTrue(outcomes.databaseFailure().isPresent());
    }
  }

  @Test
  void aCommitWithoutAnAnswerLeavesItsKeysInDoubt() throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(Vendor.H2)) {
      bench.onBoth(ITEMS);
      bench.onPrimary("INSERT INTO items VALUES (1, 'a'), (2, 'b')");
      bench.secondarySpy.fail("commit", JdbcSpy.connectionLost());
      Outcomes outcomes = bench.reconciler.reconcile(bench.keys("items", 1, 2));
      assertEquals(Map.of(1, "IN_DOUBT", 2, "IN_DOUBT"), ReconcileBench.byValue(outcomes));
      assertTrue(outcomes.databaseFailure().isPresent());
    }
  }

  /** Others may have had the rows before the secondary's commit. */
  @Test
  void aPrimaryThatLostTheLocksBeforeTheCommitLeavesTheKeysInDoubt() throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(Vendor.H2)) {
      bench.onBoth(ITEMS);
      bench.onPrimary("INSERT INTO items VALUES (1, 'a')");
      bench.secondarySpy.interfere(
          call -> {
            if (call.equals("commit")) {
              bench.primarySpy.fail("rollback", JdbcSpy.connectionLost());
            }
          });
      assertEquals(Map.of(1, "IN_DOUBT"), bench.reconcile("items", 1));
    }
  }

  @Test
  void aFailureThatIsOfOneRowButNotOfItsValuesSendsEachRowAlone() throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(Vendor.H2)) {
      bench.onBoth(ITEMS);
      bench.onPrimary("INSERT INTO items VALUES (1, 'a'), (2, 'b'), (3, 'c')");
      bench.onSecondary(
          "CREATE TRIGGER t BEFORE INSERT ON items FOR EACH ROW CALL '"
              + RefusingTrigger.class.getName()
              + "'");
      assertEquals(
          Map.of(1, "PRESENT", 2, "REFUSED", 3, "PRESENT"), bench.reconcile("items", 1, 2, 3));
      assertEquals(List.of("1,a", "3,c"), bench.secondaryRows("items"));
    }
  }

  @Test
  void connectionsAreOpenedBeforeAnythingIsLocked() throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(Vendor.H2)) {
      bench.onBoth(ITEMS);
      bench.onPrimary("INSERT INTO items VALUES (1, 'a')");
      bench.reconcile("items", 1);
      List<String> calls = bench.calls;
      int locks = indexOf(calls, "primary: executeQuery");
      assertTrue(calls.indexOf("secondary: setAutoCommit false") < locks);
      assertTrue(calls.indexOf("secondary: commit") < indexOf(calls, "primary: rollback"));
      assertFalse(calls.subList(locks, calls.size()).contains("secondary: getMetaData"));
    }
  }

  private static int indexOf(List<String> calls, String beginning) {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).startsWith(beginning)) {
        return i;
      }
    }
    throw new AssertionError(calls + " has no " + beginning);
  }
}
