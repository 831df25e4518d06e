package dev.dualwrite.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
  private static final List<String> URLS =
      List.of(
          "jdbc:postgresql://h/d",
          "jdbc:mariadb://h/d",
          "jdbc:mysql://h/d",
          "jdbc:h2:mem:d",
          "jdbc:hsqldb:mem:d",
          "jdbc:derby:d",
          "jdbc:sqlite:d",
          "jdbc:sqlserver://h",
          "jdbc:oracle:thin:@h:1521/d",
          "jdbc:db2://h/d",
          "jdbc:other:d");

  @Test
  void theUrlNamesTheVendor() {
    assertEquals(
        List.of(
            "PostgreSQL",
            "MariaDB",
            "MySQL",
            "H2",
            "HSQLDB",
            "Derby",
            "SQLite",
            "SQL Server",
            "Oracle",
            "Db2",
            "other"),
        URLS.stream().map(url -> Dialects.forUrl(url).name()).toList());
    assertEquals(Optional.empty(), Dialects.forUrl("jdbc:other:d").driverClassName());
  }

  @Test
  void onlyMySqlAndMariaDbAreOfOneFamily() {
    for (String one : URLS) {
      for (String other : URLS) {
        boolean mySqls = one.matches("jdbc:m.*") && other.matches("jdbc:m.*");
        assertEquals(
            one.equals(other) || mySqls, Dialects.forUrl(one).sameFamily(Dialects.forUrl(other)));
      }
    }
  }

  @Test
  void twoDatabasesOfAVendorThatIsNotKnownAreNotTakenForOneFamily() {
    assertFalse(Dialects.forUrl("jdbc:one:d").sameFamily(Dialects.forUrl("jdbc:two:d")));
  }

  @Test
  void unquotedNamesFoldAsTheDatabaseDoes() {
    assertEquals("abc", Dialects.forUrl("jdbc:postgresql:d").fold("aBc"));
    assertEquals("aBc", Dialects.forUrl("jdbc:mysql:d").fold("aBc"));
    assertEquals("ABC", Dialects.forUrl("jdbc:h2:mem:d").fold("aBc"));
    assertEquals("abc", Dialects.forUrl("jdbc:h2:mem:d;DATABASE_TO_LOWER=true").fold("aBc"));
    assertEquals("aBc", Dialects.forUrl("jdbc:h2:mem:d;DATABASE_TO_UPPER=FALSE;X=1").fold("aBc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "with \"quotes\" and `ticks`", "Mixed Case", "select"})
  void aQuotedNameIsTakenAsItIs(String name) throws SQLException {
    for (Vendor vendor : Vendor.values()) {
      try (Connection connection = vendor.connect()) {
        String quoted = vendor.dialect().quote(name);
        Sql.execute(connection, "CREATE TABLE t (" + quoted + " INT)");
        try (var columns =
            connection
                .getMetaData()
                .getColumns(connection.getCatalog(), null, vendor.dialect().fold("t"), null)) {
          columns.next();
          assertEquals(name, columns.getString("COLUMN_NAME"));
        }
      }
    }
  }

  /**
   * Each text is one statement with a comment, a string or an identifier where the dialect says so.
   */
  @ParameterizedTest
  @EnumSource
  void textIsSplitAsTheServerDoes(Vendor vendor) throws SQLException {
    Lexing lexing = vendor.dialect().lexing();
    try (Connection connection = vendor.connect()) {
      Sql.execute(connection, "CREATE TABLE t (a INT)", "INSERT INTO t VALUES (7)");
      assertEquals(lexing.backslashEscapes(), gives(connection, "SELECT 'a\\'b'", "a'b"));
      assertEquals(lexing.doubleQuotesAreStrings(), gives(connection, "SELECT \"xyz\"", "xyz"));
      assertEquals(lexing.dollarQuotes(), gives(connection, "SELECT $$a'b$$", "a'b"));
      assertEquals(lexing.dollarTags(), gives(connection, "SELECT $x$a'b$x$", "a'b"));
      assertEquals(lexing.escapeStrings(), gives(connection, "SELECT E'a\\'b'", "a'b"));
      assertEquals(lexing.hashComments(), gives(connection, "SELECT 1 # '", "1"));
      assertEquals(lexing.slashComments(), gives(connection, "SELECT 1 // '", "1"));
      assertEquals(lexing.dashCommentsNeedSpace(), gives(connection, "SELECT 2--1", "3"));
      assertEquals(lexing.nestedComments(), gives(connection, "SELECT 1 /* /* */ ' */", "1"));
      assertEquals(lexing.executableComments(), gives(connection, "SELECT 1 /*! + 1 */", "2"));
      assertEquals(lexing.backtickIdentifiers(), gives(connection, "SELECT `a` FROM t", "7"));
      assertEquals(lexing.bracketIdentifiers(), gives(connection, "SELECT [a] FROM t", "7"));
    }
  }

  private static boolean gives(Connection connection, String sql, String expected) {
    try {
      return List.of(expected).equals(Sql.query(connection, sql));
    } catch (SQLException notUnderstood) {
      return false;
    }
  }

  @Test
  void noFunctionIsBothPureAndVolatile() {
    for (String url : URLS) {
      Set<String> both = new HashSet<>(Dialects.forUrl(url).pureFunctions());
      both.retainAll(Dialects.forUrl(url).nonDeterministicFunctions());
      assertEquals(Set.of(), both, url);
    }
  }

  @ParameterizedTest
  @EnumSource
  void clocksRandomAndUserAreVolatileEverywhere(Vendor vendor) {
    Stream.of("now", "current_timestamp", "random", "current_user", "nextval")
        .forEach(name -> assertTrue(vendor.dialect().nonDeterministicFunctions().contains(name)));
    Stream.of("lower", "coalesce", "count", "concat")
        .forEach(name -> assertTrue(vendor.dialect().pureFunctions().contains(name)));
  }

  @ParameterizedTest
  @EnumSource
  void ddlCommitsWhereTheDialectSaysSo(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(connection, "CREATE TABLE t (a INT)");
      connection.setAutoCommit(false);
      Sql.execute(connection, "INSERT INTO t VALUES (1)", "CREATE TABLE u (a INT)");
      connection.rollback();
      int left = vendor.dialect().ddlCommitsImplicitly() ? 1 : 0;
      assertEquals(List.of("" + left), Sql.query(connection, "SELECT COUNT(*) FROM t"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailedStatementEndsTheTransactionWhereTheDialectSaysSo(Vendor vendor) throws SQLException {
    try (Connection connection = vendor.connect()) {
      Sql.execute(connection, "CREATE TABLE t (a INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
      connection.setAutoCommit(false);
      assertFalse(gives(connection, "SELECT nothing FROM t", "1"));
      assertEquals(
          !vendor.dialect().failedStatementAbortsTransaction(),
          gives(connection, "SELECT a FROM t", "1"));
    }
  }
}
