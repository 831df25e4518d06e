package dev.dualwrite.wayback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.Database;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import dev.dualwrite.wayback.TableReturn.Outcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReturnProbeTest {

  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Vendor old : Vendor.values()) {
      for (Vendor young : Vendor.values()) {
        pairs.add(Arguments.of(old, young));
      }
    }
    return pairs.stream();
  }

  private static ReturnProof prove(
      Vendor oldVendor, String oldUrl, Vendor newVendor, String newUrl, Predicate<String> included)
      throws SQLException {
    Database young =
        Database.of(Side.NEW, newVendor.dialect(), () -> DriverManager.getConnection(newUrl));
    Database old =
        Database.of(Side.OLD, oldVendor.dialect(), () -> DriverManager.getConnection(oldUrl));
    return new ReturnProbe(young, old, Mapping.none(), included).run();
  }

  private static ReturnProof prove(Vendor vendor, String oldUrl, String newUrl)
      throws SQLException {
    return prove(vendor, oldUrl, vendor, newUrl, table -> true);
  }

  private static String database(Vendor vendor, String... statements) throws SQLException {
    String url = vendor.newDatabase();
    execute(url, statements);
    return url;
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.execute(connection, statements);
    }
  }

  private static List<String> query(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      return Sql.query(connection, sql);
    }
  }

  private static List<Outcome> outcomes(ReturnProof proof) {
    return proof.tables().stream().map(TableReturn::outcome).toList();
  }

  private static String only(List<TableReturn> failures) {
    assertEquals(1, failures.size(), failures::toString);
    return failures.get(0).toString().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aRowOfEachTableIsWrittenAndTakenBack(Vendor oldVendor, Vendor newVendor)
      throws SQLException {
    String[] tables = {
      "CREATE TABLE parent (id int PRIMARY KEY, name varchar(9))",
      "CREATE TABLE child (id int, part int, parent int, made timestamp,"
          + " PRIMARY KEY (id, part), FOREIGN KEY (parent) REFERENCES parent (id))",
      "CREATE TABLE nothing (id int PRIMARY KEY)",
      "CREATE TABLE keyless (id int)",
      "INSERT INTO parent VALUES (1, 'here')"
    };
    String old = database(oldVendor, tables);
    String young = database(newVendor, tables);
    execute(
        young,
        "UPDATE parent SET name = 'there'",
        "INSERT INTO child VALUES (1, 2, 1, '2020-01-02 03:04:05')");

    ReturnProof proof = prove(oldVendor, old, newVendor, young, table -> true);

    assertEquals(List.of(), proof.failures());
    assertEquals(2, proof.with(Outcome.WRITTEN).size(), proof.tables()::toString);
    assertEquals(1, proof.with(Outcome.EMPTY).size(), proof.tables()::toString);
    assertEquals(1, proof.with(Outcome.NOT_TRIED).size(), proof.tables()::toString);
    assertEquals(List.of("1,here"), query(old, "SELECT * FROM parent"));
    assertEquals(List.of(), query(old, "SELECT * FROM child"));
  }

  @ParameterizedTest
  @EnumSource
  void manyTablesTakeNoMoreConnectionsThanOne(Vendor vendor) throws SQLException {
    String[] tables =
        IntStream.rangeClosed(1, 8)
            .mapToObj(number -> "CREATE TABLE t" + number + " (id int PRIMARY KEY)")
            .toArray(String[]::new);
    String old = database(vendor, tables);
    String young = database(vendor, tables);
    List<Connection> opened = new ArrayList<>();

    ReturnProof proof =
        new ReturnProbe(
                Database.of(Side.NEW, vendor.dialect(), () -> opened(opened, young)),
                Database.of(Side.OLD, vendor.dialect(), () -> opened(opened, old)),
                Mapping.none(),
                table -> true)
            .run();

    assertEquals(8, proof.with(Outcome.EMPTY).size(), proof.tables()::toString);
    assertTrue(opened.size() <= 4, () -> opened.size() + " connections");
    for (Connection connection : opened) {
      assertTrue(connection.isClosed());
    }
  }

  private static Connection opened(List<Connection> all, String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    all.add(connection);
    return connection;
  }

  @ParameterizedTest
  @EnumSource
  void aColumnThatOldLacksIsNamedThoughTheTableIsEmpty(Vendor vendor) throws SQLException {
    String old = database(vendor, "CREATE TABLE t (id int PRIMARY KEY)");
    String young = database(vendor, "CREATE TABLE t (id int PRIMARY KEY, extra int)");

    String failure = only(prove(vendor, old, young).failures());

    assertTrue(failure.contains("has no column extra on old, but has on new"), failure);
  }

  /** A row that is there already would be updated, which asks for no value. */
  @ParameterizedTest
  @EnumSource
  void aValueThatOnlyOldDemandsIsNamed(Vendor vendor) throws SQLException {
    String old =
        database(
            vendor,
            "CREATE TABLE t (id int PRIMARY KEY, must int NOT NULL, may int NOT NULL DEFAULT 5)",
            "INSERT INTO t (id, must) VALUES (1, 1)");
    String young =
        database(vendor, "CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");

    String failure = only(prove(vendor, old, young).failures());

    assertTrue(failure.contains("needs a value for column must on old"), failure);
  }

  @ParameterizedTest
  @EnumSource
  void aTableOfOneSideIsNamedUnlessItIsExcluded(Vendor vendor) throws SQLException {
    String old = database(vendor, "CREATE TABLE one (id int)", "CREATE TABLE both_have (id int)");
    String young = database(vendor, "CREATE TABLE two (id int)", "CREATE TABLE both_have (id int)");

    List<TableReturn> failures = prove(vendor, old, young).failures();
    ReturnProof without =
        prove(
            vendor,
            old,
            vendor,
            young,
            table -> table.toLowerCase(Locale.ROOT).endsWith(".both_have"));

    assertEquals(2, failures.size(), failures::toString);
    assertTrue(failures.toString().contains("is on old, but not on new"), failures::toString);
    assertTrue(failures.toString().contains("is on new, but not on old"), failures::toString);
    assertEquals(List.of(Outcome.NOT_TRIED), outcomes(without));
  }

  @ParameterizedTest
  @EnumSource
  void aValueThatOldCannotHoldIsAFailure(Vendor vendor) throws SQLException {
    String old = database(vendor, "CREATE TABLE t (id int PRIMARY KEY, a varchar(3))");
    String young =
        database(
            vendor,
            "CREATE TABLE t (id int PRIMARY KEY, a varchar(30))",
            "INSERT INTO t VALUES (1, 'too long')");

    List<TableReturn> failures = prove(vendor, old, young).failures();

    assertTrue(only(failures).contains("can't be written back to old"), failures::toString);
    assertTrue(failures.get(0).error().isPresent());
  }

  @ParameterizedTest
  @EnumSource
  void aRowThatTheApplicationHoldsIsPassedOver(Vendor vendor) throws SQLException {
    String[] table = {"CREATE TABLE t (id int PRIMARY KEY, a int)", "INSERT INTO t VALUES (1, 1)"};
    String old = database(vendor, table);
    String young = database(vendor, table);
    try (Connection application = DriverManager.getConnection(old)) {
      application.setAutoCommit(false);
      Sql.execute(application, "UPDATE t SET a = 2 WHERE id = 1");

      assertEquals(List.of(Outcome.LOCKED), outcomes(prove(vendor, old, young)));
      execute(young, "INSERT INTO t VALUES (2, 2)");
      assertEquals(List.of(Outcome.WRITTEN), outcomes(prove(vendor, old, young)));

      application.commit();
      assertEquals(List.of("1,2"), query(old, "SELECT * FROM t"));
    }
  }

  @Test
  void aRoleOfPostgresThatMayNotWriteIsToldWithTheDatabasesError() throws SQLException {
    String[] tables = {
      "CREATE TABLE full_one (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int)",
      "CREATE TABLE empty_one (id int PRIMARY KEY)",
      "CREATE TABLE undeletable (id int PRIMARY KEY)",
      "CREATE TABLE fine (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)",
      "INSERT INTO full_one (a) VALUES (1)",
      "INSERT INTO fine DEFAULT VALUES"
    };
    String old = database(Vendor.POSTGRES, tables);
    String young = database(Vendor.POSTGRES, tables);
    execute(
        old,
        "DROP ROLE IF EXISTS reader",
        "CREATE ROLE reader LOGIN",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
        "GRANT DELETE ON full_one, empty_one TO reader",
        "GRANT INSERT, UPDATE ON undeletable TO reader",
        "GRANT INSERT, UPDATE, DELETE ON fine TO reader");

    ReturnProof proof = prove(Vendor.POSTGRES, old.replace("user=postgres", "user=reader"), young);

    List<String> failures = proof.failures().stream().map(TableReturn::toString).toList();
    assertEquals(3, failures.size(), failures::toString);
    assertEquals(
        "table public.empty_one can't be written back to old; mend that, or exclude the table"
            + " (ERROR: permission denied for table empty_one)",
        failures.get(0));
    assertEquals(
        List.of("public.fine"),
        proof.with(Outcome.WRITTEN).stream().map(table -> table.table().toString()).toList());
  }

  @Test
  void aMariaDbThatTakesNoWritesIsToldWithItsError() throws SQLException {
    String[] table = {"CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)"};
    String old = database(Vendor.MARIADB, table);
    String young = database(Vendor.MARIADB, table);

    List<TableReturn> failures =
        prove(Vendor.MARIADB, old + "&sessionVariables=tx_read_only=1", young).failures();

    assertTrue(only(failures).contains("read only transaction"), failures::toString);
    assertEquals(1792, failures.get(0).error().orElseThrow().getErrorCode());
  }

  @Test
  void aTableWithoutRollbackIsLeftAlone() throws SQLException {
    String old =
        database(
            Vendor.MARIADB,
            "CREATE TABLE t (id int PRIMARY KEY, a int) ENGINE=MyISAM",
            "INSERT INTO t VALUES (1, 1)");
    String young =
        database(
            Vendor.MARIADB,
            "CREATE TABLE t (id int PRIMARY KEY, a int)",
            "INSERT INTO t VALUES (1, 2)");

    assertEquals(List.of(Outcome.NOT_TRIED), outcomes(prove(Vendor.MARIADB, old, young)));
    assertEquals(List.of("1,1"), query(old, "SELECT * FROM t"));
  }
}
