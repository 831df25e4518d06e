package dev.dualwrite.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowReaderTest {

  private static ReadResult read(
      Vendor vendor, Connection connection, LockMode lock, Object... keys) throws SQLException {
    TableDescription table =
        Tables.describe(connection, vendor.dialect(), vendor.dialect().fold("t"));
    List<Key> all = new ArrayList<>();
    for (Object key : keys) {
      all.add(Tables.key(table, key));
    }
    return new RowReader(vendor.dialect()).read(connection, table, all, lock);
  }

  private static List<Object> values(List<Key> keys) {
    return keys.stream().map(key -> key.values().get(0)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void tellsRowsFromAbsentKeysOverSeveralQueries(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(connection, "CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(9))");
      List<Object> keys = new ArrayList<>();
      for (int i = 0; i < 450; i++) {
        keys.add(i);
        if (i % 2 == 0) {
          Sql.execute(connection, "INSERT INTO t VALUES (" + i + ", 'a" + i + "')");
        }
      }
      ReadResult result = read(vendor, connection, LockMode.NONE, keys.toArray());
      assertEquals(225, result.present().size());
      assertEquals(List.of(448L, "a448"), result.present().get(224).values());
      assertEquals(225, result.absent().size());
      assertEquals(1, result.absent().get(0).values().get(0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsLockedByOthersAreSkippedAndNotTakenForAbsent(Vendor vendor) throws SQLException {
    String url = vendor.newDatabase();
    try (Connection connection = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url)) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id INT PRIMARY KEY, a INT)",
          "INSERT INTO t VALUES (1, 1), (2, 2)");
      other.setAutoCommit(false);
      Sql.execute(other, "UPDATE t SET a = 5 WHERE id = 2");
      connection.setAutoCommit(false);
      ReadResult result = read(vendor, connection, LockMode.SKIP_LOCKED, 1, 2, 3);
      assertEquals(List.of(1L, 1L), result.present().get(0).values());
      assertEquals(List.of(2), values(result.skipped()));
      assertEquals(List.of(3), values(result.absent()));
      connection.rollback();
      other.rollback();
    }
  }

  @ParameterizedTest
  @EnumSource
  void waitingLocksTheRows(Vendor vendor) throws SQLException {
    String url = vendor.newDatabase();
    try (Connection connection = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url)) {
      Sql.execute(connection, "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
      connection.setAutoCommit(false);
      assertEquals(1, read(vendor, connection, LockMode.WAIT, 1).present().size());
      other.setAutoCommit(false);
      ReadResult result = read(vendor, other, LockMode.SKIP_LOCKED, 1);
      assertEquals(List.of(1), values(result.skipped()));
      connection.rollback();
      other.rollback();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keysMayComeInAnyClassThatMeansTheSame(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id NUMERIC(10,2) PRIMARY KEY)",
          "INSERT INTO t VALUES (1.5)");
      ReadResult result =
          read(vendor, connection, LockMode.NONE, 1.5, "1.50", new java.math.BigDecimal("1.500"));
      assertEquals(1, result.present().size());
      assertEquals(List.of(), result.absent());
    }
  }

  @ParameterizedTest
  @EnumSource
  void uuidsAreFoundByTheirText(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id UUID PRIMARY KEY)",
          "INSERT INTO t VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')");
      UUID uuid = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
      assertEquals(1, read(vendor, connection, LockMode.NONE, uuid.toString()).present().size());
      assertEquals(1, read(vendor, connection, LockMode.NONE, uuid).present().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTimestampIsFoundAsTheDriverWroteIt(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      String type =
          switch (vendor) {
            case POSTGRES -> "TIMESTAMP WITH TIME ZONE";
            case MARIADB -> "TIMESTAMP(6)";
            case H2 -> "TIMESTAMP(9) WITH TIME ZONE";
          };
      Timestamp bound = Timestamp.valueOf("2024-05-06 07:08:09.123456");
      if (vendor == Vendor.MARIADB) {
        Sql.execute(connection, "SET time_zone = '+05:00'");
      }
      Sql.execute(connection, "CREATE TABLE t (id " + type + " PRIMARY KEY)");
      try (var insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
        insert.setTimestamp(1, bound);
        insert.executeUpdate();
      }
      ReadResult result = read(vendor, connection, LockMode.NONE, bound);
      assertEquals(1, result.present().size());
      Object asStored = result.present().get(0).key().values().get(0);
      assertEquals(1, read(vendor, connection, LockMode.NONE, asStored).present().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyOfSeveralColumnsIsFoundByAllOfThemInItsOwnOrder(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (a INT, b VARCHAR(9), c INT, PRIMARY KEY (b, a))",
          "INSERT INTO t VALUES (1, 'x', 5), (2, 'x', 6), (1, 'y', 7)");
      TableDescription table =
          Tables.describe(connection, vendor.dialect(), vendor.dialect().fold("t"));
      List<Key> keys =
          List.of(Tables.key(table, "x", 2), Tables.key(table, "y", 1), Tables.key(table, "y", 2));
      ReadResult result =
          new RowReader(vendor.dialect()).read(connection, table, keys, LockMode.NONE);
      List<RowImage> present = new ArrayList<>(result.present());
      present.sort(Comparator.comparing(row -> (Long) row.values().get(2)));
      assertEquals(List.of(2L, "x", 6L), present.get(0).values());
      assertEquals(List.of(1L, "y", 7L), present.get(1).values());
      assertEquals(keys.subList(2, 3), result.absent());
    }
  }

  /**
   * The collation ignores case and accents, and trailing spaces: a key taken for absent would
   * delete its row.
   */
  @Test
  void aKeyInAnotherSpellingIsNotTakenForAbsent() throws SQLException {
    try (Connection connection = Vendor.MARIADB.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id VARCHAR(9) COLLATE utf8mb4_general_ci PRIMARY KEY)",
          "INSERT INTO t VALUES ('Anna'), ('Bert')");
      ReadResult result =
          read(Vendor.MARIADB, connection, LockMode.NONE, "ANNA", "anna ", "Anna", "Bert", "carl");
      assertEquals(2, result.present().size());
      assertEquals(List.of("carl"), values(result.absent()));
      connection.setAutoCommit(false);
      result = read(Vendor.MARIADB, connection, LockMode.SKIP_LOCKED, "ANNA", "carl");
      assertEquals(List.of("carl"), values(result.absent()));
      assertEquals(List.of(), result.skipped());
    }
  }

  @Test
  void paddedCharactersAreFoundWithoutTheirPadding() throws SQLException {
    try (Connection connection = Vendor.POSTGRES.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id CHAR(9) PRIMARY KEY)",
          "INSERT INTO t VALUES ('a'), ('b')");
      ReadResult result = read(Vendor.POSTGRES, connection, LockMode.NONE, "a", "b", "c");
      assertEquals(2, result.present().size());
      assertEquals(List.of("c"), values(result.absent()));
    }
  }

  @Test
  void aVendorThatCannotSkipLockedRowsSaysSo() throws SQLException {
    try (Connection connection = Vendor.H2.connect()) {
      Sql.execute(connection, "CREATE TABLE t (id INT PRIMARY KEY)");
      TableDescription table = Tables.describe(connection, Vendor.H2.dialect(), "T");
      SQLException refusal =
          assertThrows(
              SQLFeatureNotSupportedException.class,
              () ->
                  new RowReader(Dialects.forUrl("jdbc:derby:test"))
                      .read(
                          connection, table, List.of(Tables.key(table, 1)), LockMode.SKIP_LOCKED));
      assertTrue(refusal.getMessage().contains("Derby"), refusal.getMessage());
    }
  }
}
