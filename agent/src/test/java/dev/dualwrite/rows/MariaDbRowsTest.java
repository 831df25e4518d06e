package dev.dualwrite.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MariaDbRowsTest {
  private static final String SETTINGS =
      "SELECT @@session.time_zone, @@session.sql_mode, @@session.foreign_key_checks";

  private static void apply(Connection connection, Object... values) throws SQLException {
    TableDescription table = Tables.describe(connection, Vendor.MARIADB.dialect(), "t");
    Key key = Key.of(TableName.of("t"), List.of("id"), List.of(values[0]));
    RowImage row = RowImage.of(key, List.of("id", "a", "b"), Arrays.asList(values));
    new RowWriter(Vendor.MARIADB.dialect()).apply(connection, table, List.of(row), List.of());
  }

  @Test
  void theSessionsSettingsAreAsBeforeAlsoAfterAFailure() throws SQLException {
    try (Connection connection = Vendor.MARIADB.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id INT PRIMARY KEY, a INT NOT NULL, b INT)",
          "SET time_zone = '+05:00', sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
      List<String> before = Sql.query(connection, SETTINGS);
      connection.setAutoCommit(false);
      apply(connection, 1L, 1L, 1L);
      assertEquals(before, Sql.query(connection, SETTINGS));
      assertThrows(SQLException.class, () -> apply(connection, 2L, null, 1L));
      assertEquals(before, Sql.query(connection, SETTINGS));
    }
  }

  @Test
  void zeroInAnAutoIncrementColumnStaysZero() throws SQLException {
    try (Connection connection = Vendor.MARIADB.connect()) {
      Sql.execute(connection, "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a INT, b INT)");
      connection.setAutoCommit(false);
      apply(connection, 0L, 1L, 1L);
      assertEquals(List.of("0,1,1"), Sql.query(connection, "SELECT * FROM t"));
    }
  }

  /** With such counts an UPDATE of a row that is already right looks as if there were no row. */
  @Test
  void aRowThatIsAlreadyRightIsNotInsertedAgainWhenCountsAreOfChangedRows() throws SQLException {
    String url = Vendor.MARIADB.newDatabase() + "&useAffectedRows=true";
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id INT PRIMARY KEY, a INT UNIQUE, b INT)",
          "INSERT INTO t VALUES (1, 2, 3)");
      connection.setAutoCommit(false);
      apply(connection, 1L, 2L, 3L);
      assertEquals(List.of("1,2,3"), Sql.query(connection, "SELECT * FROM t"));
    }
  }

  /** ON DUPLICATE KEY would find the other row by its unique value and change that one. */
  @Test
  void aRowWithAUniqueValueOfAnotherDoesNotChangeThatOne() throws SQLException {
    try (Connection connection = Vendor.MARIADB.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id INT PRIMARY KEY, a INT UNIQUE, b INT)",
          "INSERT INTO t VALUES (1, 2, 3)");
      connection.setAutoCommit(false);
      assertThrows(SQLException.class, () -> apply(connection, 5L, 2L, 9L));
      assertEquals(List.of("1,2,3"), Sql.query(connection, "SELECT * FROM t"));
    }
  }

  @Test
  void aColumnThatChangesOnUpdateKeepsTheGivenValue() throws SQLException {
    try (Connection connection = Vendor.MARIADB.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id INT PRIMARY KEY, a INT,"
              + " b DATETIME DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)",
          "INSERT INTO t VALUES (1, 1, '2020-01-01 00:00:00')");
      connection.setAutoCommit(false);
      apply(connection, 1L, 2L, java.time.LocalDateTime.of(2021, 2, 3, 4, 5));
      assertEquals(List.of("1,2,2021-02-03 04:05:00"), Sql.query(connection, "SELECT * FROM t"));
    }
  }
}
