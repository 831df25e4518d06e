package dev.dualwrite.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows between vendors, generated columns, large rows. */
class OtherTypesTest {

  @ParameterizedTest
  @CsvSource({
    "POSTGRES,MARIADB",
    "MARIADB,POSTGRES",
    "H2,POSTGRES",
    "H2,MARIADB",
    "POSTGRES,H2",
    "MARIADB,H2"
  })
  void rowsGoFromVendorToVendor(Vendor from, Vendor to) throws SQLException {
    try (ReconcileBench bench = ReconcileBench.between(from, to)) {
      String table =
          "CREATE TABLE goods (code VARCHAR(20) PRIMARY KEY, price DECIMAL(10,2), sold BOOLEAN,"
              + " made DATE, seen TIMESTAMP(6) NULL, content %s)";
      bench.onPrimary(table.formatted(bytes(from)));
      bench.onSecondary(table.formatted(bytes(to)));
      String row =
          "('%s', 12.50, TRUE, DATE '2024-02-29', TIMESTAMP '2024-05-06 07:08:09.123456', %s)";
      bench.onPrimary(
          "INSERT INTO goods VALUES " + row.formatted("größe", literal(from)),
          "INSERT INTO goods VALUES ('nothing', NULL, NULL, NULL, NULL, NULL)");
      bench.onSecondary("INSERT INTO goods VALUES " + row.formatted("extra", literal(to)));

      assertEquals(
          Map.of("größe", "PRESENT", "nothing", "PRESENT", "extra", "DELETED"),
          bench.reconcile("goods", "größe", "nothing", "extra"));

      String compared =
          "SELECT code, price, CASE WHEN sold THEN 'yes' END, made,"
              + " EXTRACT(HOUR FROM seen), %s FROM goods ORDER BY code DESC";
      assertEquals(
          Sql.query(bench.primary, compared.formatted(length(from))),
          Sql.query(bench.secondary, compared.formatted(length(to))));
      assertEquals("2", Sql.query(bench.secondary, "SELECT count(*) FROM goods").get(0));
    }
  }

  private static String bytes(Vendor vendor) {
    return vendor == Vendor.POSTGRES ? "BYTEA" : "BLOB";
  }

  private static String literal(Vendor vendor) {
    return vendor == Vendor.POSTGRES ? "'\\x0102ff'" : "X'0102ff'";
  }

  private static String length(Vendor vendor) {
    return vendor == Vendor.MARIADB ? "LENGTH(content)" : "OCTET_LENGTH(content)";
  }

  @Test
  void identitiesAndComputedColumnsAreThoseOfThePrimary() throws SQLException {
    for (Vendor vendor : List.of(Vendor.POSTGRES, Vendor.H2)) {
      try (ReconcileBench bench = ReconcileBench.of(vendor)) {
        String stored = vendor == Vendor.POSTGRES ? " STORED" : "";
        bench.onBoth(
            "CREATE TABLE items (id INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a INT,"
                + " twice INT GENERATED ALWAYS AS (a * 2)"
                + stored
                + ")");
        bench.onPrimary(
            "INSERT INTO items (a) VALUES (1), (2), (3)", "UPDATE items SET a = 20 WHERE id = 2");
        bench.onSecondary("INSERT INTO items (a) VALUES (9), (9)");
        bench.reconcile("items", 1, 2, 3);
        assertEquals(List.of("1,1,2", "2,20,40", "3,3,6"), bench.secondaryRows("items"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void largeRowsAreReadAFewAtATime(Vendor vendor) throws SQLException {
    try (ReconcileBench bench = ReconcileBench.of(vendor)) {
      bench.onBoth(
          "CREATE TABLE files (id INT PRIMARY KEY, text "
              + (vendor == Vendor.MARIADB ? "LONGTEXT" : "TEXT")
              + ")");
      List<Object> all = new ArrayList<>();
      for (int id = 1; id <= 20; id++) {
        bench.onPrimary("INSERT INTO files VALUES (" + id + ", REPEAT('x', 1000000))");
        all.add(id);
      }
      List<Object> open = new ArrayList<>(all);
      int passes = 0;
      while (!open.isEmpty()) {
        Map<Object, String> outcomes = bench.reconcile("files", open.toArray());
        assertTrue(outcomes.size() <= 4, outcomes + " in one pass");
        assertTrue(open.removeAll(outcomes.keySet()));
        passes++;
      }
      assertEquals(5, passes);
      assertEquals(
          List.of("20,20000000"),
          Sql.query(bench.secondary, "SELECT count(*), sum(char_length(text)) FROM files"));
    }
  }
}
