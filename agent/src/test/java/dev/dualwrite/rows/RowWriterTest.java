package dev.dualwrite.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowWriterTest {
  private static final TableName SOURCE = TableName.of("source");

  private static RowImage row(String columns, Object... values) {
    List<String> names = List.of(columns.split(" "));
    Key key = Key.of(SOURCE, names.subList(0, 1), Arrays.asList(values).subList(0, 1));
    return RowImage.of(key, names, Arrays.asList(values));
  }

  private static Key key(Object value) {
    return Key.of(SOURCE, List.of("id"), List.of(value));
  }

  private static void apply(
      Vendor vendor, Connection connection, String table, List<RowImage> present, Key... absent)
      throws SQLException {
    TableDescription target =
        Tables.describe(connection, vendor.dialect(), vendor.dialect().fold(table));
    connection.setAutoCommit(false);
    new RowWriter(vendor.dialect()).apply(connection, target, present, List.of(absent));
  }

  @ParameterizedTest
  @EnumSource
  void writesNewAndExistingRowsAndDeletesAbsentOnes(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))",
          "INSERT INTO t VALUES (1, 'old'), (2, 'gone'), (9, 'other')");
      apply(
          vendor,
          connection,
          "t",
          List.of(row("id name", 1L, "new"), row("id name", 3L, null)),
          key(2),
          key(4));
      assertEquals(
          List.of("1,new", "3,null", "9,other"),
          Sql.query(connection, "SELECT * FROM t ORDER BY id"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void neverCommits(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id INT PRIMARY KEY, u INT UNIQUE)",
          "INSERT INTO t VALUES (1, 1), (2, 2)");
      apply(vendor, connection, "t", List.of(row("id u", 1L, 2L), row("id u", 2L, 1L)));
      assertFalse(connection.getAutoCommit());
      connection.rollback();
      assertEquals(List.of("1,1", "2,2"), Sql.query(connection, "SELECT * FROM t ORDER BY id"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsMaySwapUniqueValuesAndTheTransactionGoesOn(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id INT PRIMARY KEY, u INT NOT NULL UNIQUE, v VARCHAR(9))",
          "INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 3, 'c')");
      connection.setAutoCommit(false);
      Sql.execute(connection, "INSERT INTO t VALUES (4, 4, 'before')");
      apply(
          vendor,
          connection,
          "t",
          List.of(
              row("id u v", 1L, 2L, "A"), row("id u v", 2L, 3L, "B"), row("id u v", 3L, 1L, "C")));
      connection.commit();
      assertEquals(
          List.of("1,2,A", "2,3,B", "3,1,C", "4,4,before"),
          Sql.query(connection, "SELECT * FROM t ORDER BY id"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aUniqueValuePassedOnFindsItsOrderWithoutDeletingTheRow(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE p (id INT PRIMARY KEY, u INT NOT NULL UNIQUE)",
          "CREATE TABLE c (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES p (id) ON DELETE"
              + " CASCADE)",
          "INSERT INTO p VALUES (1, 1), (2, 2), (3, 3)",
          "INSERT INTO c VALUES (1, 1)");
      apply(
          vendor,
          connection,
          "p",
          List.of(row("id u", 1L, 2L), row("id u", 2L, 3L), row("id u", 4L, 1L)),
          key(3));
      assertEquals(
          List.of("1,2", "2,3", "4,1"), Sql.query(connection, "SELECT * FROM p ORDER BY id"));
      assertEquals(List.of("1,1"), Sql.query(connection, "SELECT * FROM c"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSwapIsRefusedWhereDeletingWouldTakeChildrenAlong(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE p (id INT PRIMARY KEY, u INT NOT NULL UNIQUE)",
          "CREATE TABLE c (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES p (id) ON DELETE"
              + " CASCADE)",
          "INSERT INTO p VALUES (1, 1), (2, 2)",
          "INSERT INTO c VALUES (1, 1)");
      SQLException refusal =
          assertThrows(
              SQLException.class,
              () ->
                  apply(
                      vendor, connection, "p", List.of(row("id u", 1L, 2L), row("id u", 2L, 1L))));
      assertTrue(vendor.dialect().errors().isDuplicateKey(refusal), refusal.toString());
      assertEquals(List.of("1,1"), Sql.query(connection, "SELECT * FROM c"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aUniqueValueHeldByAnotherRowIsTheServersOwnError(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id INT PRIMARY KEY, u INT UNIQUE)",
          "INSERT INTO t VALUES (1, 1), (2, 2)");
      SQLException refusal =
          assertThrows(
              SQLException.class,
              () -> apply(vendor, connection, "t", List.of(row("id u", 3L, 2L))));
      assertTrue(vendor.dialect().errors().isDuplicateKey(refusal), refusal.toString());
      assertEquals("1,1", Sql.query(connection, "SELECT * FROM t ORDER BY id").get(0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatReferToEachOtherFindTheirOrder(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES t (id))",
          "INSERT INTO t VALUES (1, NULL), (2, 1)");
      apply(
          vendor,
          connection,
          "t",
          List.of(row("id parent", 5L, 4L), row("id parent", 4L, 3L), row("id parent", 3L, null)),
          key(1),
          key(2));
      assertEquals(
          List.of("3,null", "4,3", "5,4"), Sql.query(connection, "SELECT * FROM t ORDER BY id"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTableMayConsistOfItsKeyAlone(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (a INT, b VARCHAR(9), PRIMARY KEY (b, a))",
          "INSERT INTO t VALUES (1, 'x')");
      List<String> columns = List.of("a", "b");
      List<RowImage> rows =
          List.of(
              RowImage.of(
                  Key.of(SOURCE, List.of("b", "a"), List.of("x", 1)), columns, List.of(1, "x")),
              RowImage.of(
                  Key.of(SOURCE, List.of("b", "a"), List.of("x", 2)), columns, List.of(2, "x")));
      apply(vendor, connection, "t", rows);
      assertEquals(List.of("1,x", "2,x"), Sql.query(connection, "SELECT * FROM t ORDER BY a"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesThatNeedQuotesAreQuoted(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      String table = vendor.dialect().quote("Order");
      String group = vendor.dialect().quote("gr\"o`up");
      String id = vendor.dialect().quote(vendor.dialect().fold("id"));
      Sql.execute(
          connection, "CREATE TABLE " + table + " (" + id + " INT PRIMARY KEY, " + group + " INT)");
      TableDescription target = Tables.describe(connection, vendor.dialect(), "Order");
      connection.setAutoCommit(false);
      RowImage row = row("id gr\"o`up", 1L, 2L);
      for (int i = 0; i < 2; i++) {
        new RowWriter(vendor.dialect()).apply(connection, target, List.of(row), List.of());
      }
      assertEquals(List.of("1,2"), Sql.query(connection, "SELECT * FROM " + table));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aComputedColumnIsLeftToTheDatabase(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      String stored = vendor == Vendor.H2 ? "" : " STORED";
      Sql.execute(
          connection,
          "CREATE TABLE t (id INT PRIMARY KEY, a INT, twice INT GENERATED ALWAYS AS (a * 2)"
              + stored
              + ")");
      apply(vendor, connection, "t", List.of(row("id a twice", 1L, 5L, 99L)));
      apply(vendor, connection, "t", List.of(row("id a twice", 1L, 6L, 99L)));
      assertEquals(List.of("1,6,12"), Sql.query(connection, "SELECT * FROM t"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "H2"})
  void anIdentityThatIsAlwaysGeneratedKeepsTheGivenValue(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE k (id INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a INT)",
          "CREATE TABLE n (id INT PRIMARY KEY, s INT GENERATED ALWAYS AS IDENTITY, a INT)");
      for (long a : new long[] {5, 6}) {
        apply(vendor, connection, "k", List.of(row("id a", 70L, a)));
        apply(vendor, connection, "n", List.of(row("id s a", 1L, 70L, a)));
      }
      assertEquals(List.of("70,6"), Sql.query(connection, "SELECT * FROM k"));
      assertEquals(List.of("1,70,6"), Sql.query(connection, "SELECT * FROM n"));
    }
  }

  @Test
  void aDeferrablePrimaryKeyIsWrittenThoughItIsNoArbiterOfConflicts() throws SQLException {
    try (Connection connection = Vendor.POSTGRES.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, a int)",
          "INSERT INTO t VALUES (1, 1)");
      List<RowImage> rows = List.of(row("id a", 1L, 5L), row("id a", 2L, 6L));
      apply(Vendor.POSTGRES, connection, "t", rows);
      connection.commit();
      assertEquals(List.of("1,5", "2,6"), Sql.query(connection, "SELECT * FROM t ORDER BY id"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTableWithoutAUniqueKeyOverTheKeyColumnsIsWrittenToo(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(connection, "CREATE TABLE t (id INT, a INT)", "INSERT INTO t VALUES (1, 1)");
      apply(vendor, connection, "t", List.of(row("id a", 1L, 5L), row("id a", 2L, 6L)));
      assertEquals(List.of("1,5", "2,6"), Sql.query(connection, "SELECT * FROM t ORDER BY id"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void moreRowsThanOneBatchAreWritten(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(connection, "CREATE TABLE t (id INT PRIMARY KEY, a INT UNIQUE)");
      List<RowImage> rows =
          java.util.stream.LongStream.range(0, 501).mapToObj(i -> row("id a", i, i)).toList();
      apply(vendor, connection, "t", rows);
      apply(
          vendor,
          connection,
          "t",
          rows.subList(0, 1),
          rows.subList(1, 501).stream().map(RowImage::key).toArray(Key[]::new));
      assertEquals(List.of("0,0"), Sql.query(connection, "SELECT * FROM t"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void outsideATransactionNothingIsWritten(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(connection, "CREATE TABLE t (id INT PRIMARY KEY)");
      TableDescription target =
          Tables.describe(connection, vendor.dialect(), vendor.dialect().fold("t"));
      SQLException refusal =
          assertThrows(
              SQLException.class,
              () ->
                  new RowWriter(vendor.dialect())
                      .apply(connection, target, List.of(row("id", 1L)), List.of()));
      assertEquals("25000", refusal.getSQLState());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aColumnThatTheTargetLacksIsNamed(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(connection, "CREATE TABLE t (id INT PRIMARY KEY)");
      SQLException refusal =
          assertThrows(
              SQLException.class,
              () -> apply(vendor, connection, "t", List.of(row("id color", 1L, "red"))));
      assertTrue(refusal.getMessage().contains("has no column color"), refusal.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aValueThatTheColumnCantHoldIsRefusedByTableColumnAndTypeButNotToldItself(Vendor vendor)
      throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(connection, "CREATE TABLE t (id INT PRIMARY KEY, due DATE)");
      SQLException refusal =
          assertThrows(
              SQLException.class,
              () -> apply(vendor, connection, "t", List.of(row("id due", 1L, "secret"))));
      String message = refusal.getMessage();
      assertTrue(message.matches("(?i)Table .*t, column due of type DATE: .*"), message);
      assertFalse(message.contains("secret"), message);
    }
  }
}
