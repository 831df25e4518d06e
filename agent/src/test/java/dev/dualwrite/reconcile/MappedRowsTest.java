package dev.dualwrite.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Vendor;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedRowsTest {

  @ParameterizedTest
  @CsvSource({"H2, H2", "POSTGRES, POSTGRES", "POSTGRES, H2"})
  void rowsAreWrittenUnderOtherNamesWithOtherValues(Vendor from, Vendor to) throws SQLException {
    try (ReconcileBench bench =
        ReconcileBench.mapped(
            from,
            to,
            Map.of(
                "dualwrite.map.table.person", "people",
                "dualwrite.map.column.person.id", "number",
                "dualwrite.map.ignore.old.person", "legacy",
                "dualwrite.map.constant.person.since", "2024-02-29",
                "dualwrite.map.convert.person.name", "lower-case"))) {
      bench.onPrimary(
          "CREATE TABLE person (legacy INT, id INT PRIMARY KEY, name VARCHAR(9))",
          "INSERT INTO person VALUES (7, 1, 'Ann'), (8, 2, NULL)");
      bench.onSecondary(
          "CREATE TABLE people (number INT PRIMARY KEY, name VARCHAR(9), since DATE NOT NULL,"
              + " own INT DEFAULT 5)",
          "INSERT INTO people VALUES (1, 'old', DATE '2000-01-01', 6), (3, 'x', DATE '2000-01-01', 6)");

      assertEquals(
          Map.of(1, "PRESENT", 2, "PRESENT", 3, "DELETED"), bench.reconcile("person", 1, 2, 3));

      assertEquals(
          List.of("1,ann,2024-02-29,6", "2,null,2024-02-29,5"), bench.secondaryRows("people"));
    }
  }

  @Test
  void whatCantBeConvertedIsRefusedAloneAndSaysWhatToDo() throws SQLException {
    try (ReconcileBench bench =
        ReconcileBench.mapped(
            Vendor.H2, Vendor.H2, Map.of("dualwrite.map.convert.t.active", "yes-no"))) {
      bench.onPrimary(
          "CREATE TABLE t (id INT PRIMARY KEY, active VARCHAR(3))",
          "INSERT INTO t VALUES (1, 'Y'), (2, 'yes')");
      bench.onSecondary("CREATE TABLE t (id INT PRIMARY KEY, active BOOLEAN)");

      Outcomes outcomes = bench.outcomes("t", 1, 2);

      assertEquals(Map.of(1, "PRESENT", 2, "REFUSED"), ReconcileBench.byValue(outcomes));
      String message =
          outcomes.byKey().get(bench.keys("t", 2).get(0)).error().orElseThrow().getMessage();
      assertTrue(message.contains("dualwrite.map.convert.t.ACTIVE"), message);
    }
  }

  @Test
  void rowsThatADeleteTakesAlongAreToldInThePrimarysTerms() throws SQLException {
    try (ReconcileBench bench =
        ReconcileBench.mapped(
            Vendor.H2,
            Vendor.H2,
            Map.of(
                "dualwrite.map.table.orders", "purchase",
                "dualwrite.map.column.orders.id", "at",
                "dualwrite.map.convert.orders.id", "epoch-millis",
                "dualwrite.map.table.line", "item",
                "dualwrite.map.column.line.id", "at",
                "dualwrite.map.column.line.order_id", "purchase",
                "dualwrite.map.convert.line.id", "epoch-millis",
                "dualwrite.map.convert.line.order_id", "epoch-millis"))) {
      bench.onPrimary(
          "CREATE TABLE orders (id BIGINT PRIMARY KEY)",
          "CREATE TABLE line (id BIGINT PRIMARY KEY, order_id BIGINT)");
      bench.onSecondary(
          "CREATE TABLE purchase (at TIMESTAMP(3) PRIMARY KEY)",
          "CREATE TABLE item (at TIMESTAMP(3) PRIMARY KEY, purchase TIMESTAMP(3) REFERENCES"
              + " purchase ON DELETE CASCADE)",
          "INSERT INTO purchase VALUES (TIMESTAMP '1970-01-01 00:00:01')",
          "INSERT INTO item VALUES (TIMESTAMP '1970-01-01 00:00:02',"
              + " TIMESTAMP '1970-01-01 00:00:01')");

      assertEquals(Map.of(1000L, "DELETED"), bench.reconcile("orders", 1000L));

      assertEquals(List.of(), bench.secondaryRows("item"));
      assertEquals(Set.copyOf(bench.keys("line", 2000L)), Set.copyOf(bench.alsoDue));
    }
  }
}
