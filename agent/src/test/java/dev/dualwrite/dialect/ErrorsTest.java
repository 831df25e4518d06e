package dev.dualwrite.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the sorting of errors against what real servers throw. */
class ErrorsTest {

  private static List<String> kinds(Vendor vendor, SQLException failure) {
    Dialect dialect = vendor.dialect();
    List<String> kinds = new ArrayList<>();
    if (dialect.errors().isConnectionFailure(failure)) {
      kinds.add("connection");
    }
    if (dialect.errors().isDuplicateKey(failure)) {
      kinds.add("duplicate");
    }
    if (dialect.errors().isConstraintViolation(failure)) {
      kinds.add("constraint");
    }
    if (dialect.errors().isUnknownTableOrColumn(failure)) {
      kinds.add("unknown");
    }
    if (dialect.errors().isConflict(failure)) {
      kinds.add("conflict");
    }
    if (dialect.errors().isReadOnly(failure)) {
      kinds.add("read-only");
    }
    return kinds;
  }

  private static void fails(Vendor vendor, Connection connection, String kind, String sql) {
    SQLException failure =
        assertThrows(SQLException.class, () -> Sql.execute(connection, sql), sql);
    assertEquals(List.of(kind), kinds(vendor, failure), sql + ": " + failure);
  }

  @ParameterizedTest
  @EnumSource
  void constraintsAndUnknownNames(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(
          connection,
          "CREATE TABLE t (id INT PRIMARY KEY, u INT UNIQUE, n INT NOT NULL CHECK (n > 0))",
          "CREATE TABLE c (id INT, t INT, FOREIGN KEY (t) REFERENCES t (id))",
          "INSERT INTO t VALUES (1, 1, 1)",
          "INSERT INTO c VALUES (1, 1)");
      fails(vendor, connection, "duplicate", "INSERT INTO t VALUES (1, 2, 1)");
      fails(vendor, connection, "duplicate", "INSERT INTO t VALUES (2, 1, 1)");
      fails(vendor, connection, "constraint", "INSERT INTO t VALUES (2, 2, NULL)");
      fails(vendor, connection, "constraint", "INSERT INTO c VALUES (1, 9)");
      fails(vendor, connection, "constraint", "DELETE FROM t");
      fails(vendor, connection, "unknown", "INSERT INTO nowhere VALUES (1)");
      fails(vendor, connection, "unknown", "UPDATE t SET nothing = 1");
      SQLException syntax =
          assertThrows(SQLException.class, () -> Sql.execute(connection, "UPDAET t"));
      assertEquals(List.of(), kinds(vendor, syntax));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theServersErrorIsFoundBehindThatOfABatch(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(connection, "CREATE TABLE t (id INT PRIMARY KEY)");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
        for (int i = 0; i < 2; i++) {
          insert.setInt(1, 1);
          insert.addBatch();
        }
        SQLException failure = assertThrows(SQLException.class, insert::executeBatch);
        assertEquals(List.of("duplicate"), kinds(vendor, failure), failure.toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void locksOfOthers(Vendor vendor) throws SQLException {
    String url = vendor.newDatabase();
    try (Connection connection = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url)) {
      Sql.execute(
          connection, "CREATE TABLE t (id INT PRIMARY KEY, a INT)", "INSERT INTO t VALUES (1, 1)");
      other.setAutoCommit(false);
      Sql.execute(other, "UPDATE t SET a = 2");
      Sql.execute(
          connection,
          switch (vendor) {
            case POSTGRES -> "SET lock_timeout = 50";
            case MARIADB -> "SET innodb_lock_wait_timeout = 0";
            case H2 -> "SET LOCK_TIMEOUT 50";
          });
      fails(vendor, connection, "conflict", "UPDATE t SET a = 3");
      other.rollback();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "MARIADB"})
  void writesInATransactionThatOnlyReads(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(connection, "CREATE TABLE t (id INT PRIMARY KEY)", "START TRANSACTION READ ONLY");
      fails(vendor, connection, "read-only", "INSERT INTO t VALUES (1)");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatIsGone(Vendor vendor) throws SQLException {
    String url = vendor.newDatabase();
    try (Connection connection = DriverManager.getConnection(url);
        Connection other = DriverManager.getConnection(url)) {
      switch (vendor) {
        case POSTGRES -> {
          String pid = Sql.query(connection, "SELECT pg_backend_pid()").get(0);
          Sql.query(other, "SELECT pg_terminate_backend(" + pid + ")");
        }
        case MARIADB -> {
          String id = Sql.query(connection, "SELECT CONNECTION_ID()").get(0);
          Sql.execute(other, "KILL " + id);
        }
        case H2 -> Sql.execute(other, "SHUTDOWN");
      }
      SQLException failure =
          assertThrows(SQLException.class, () -> Sql.query(connection, "SELECT 1"));
      assertTrue(vendor.dialect().errors().isConnectionFailure(failure), failure.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "MARIADB"})
  void aServerThatIsDown(Vendor vendor) throws SQLException {
    String url = vendor.newDatabase().replaceFirst("localhost:\\d+", "localhost:1");
    SQLException failure =
        assertThrows(SQLException.class, () -> DriverManager.getConnection(url).close());
    assertTrue(vendor.dialect().errors().isConnectionFailure(failure), failure.toString());
    assertFalse(vendor.dialect().errors().isConflict(failure));
  }
}
