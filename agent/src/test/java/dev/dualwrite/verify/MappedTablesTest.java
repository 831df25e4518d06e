package dev.dualwrite.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Vendor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedTablesTest {
  private static final String MADE_OF_UUIDS =
      "INSERT INTO t VALUES ('%s0000000-0000-0000-0000-00000000000a', %s, '%s')";

  @Test
  void otherNamesAloneAreComparedInTheDatabases() throws Exception {
    TwoDatabases databases =
        new TwoDatabases(
            Vendor.POSTGRES,
            Vendor.POSTGRES,
            Map.of(
                "dualwrite.map.table.t", "s.u",
                "dualwrite.map.column.t.id", "key",
                "dualwrite.map.column.t.a", "b",
                "dualwrite.map.column.t.b", "a",
                "dualwrite.map.ignore.old.t", "gone"));
    databases.onOld(
        "CREATE TABLE t (id INT PRIMARY KEY, a INT, gone INT, b INT)",
        "INSERT INTO t SELECT i, i, i, -i FROM generate_series(1, 1000) i");
    databases.onNew(
        "CREATE SCHEMA s",
        "CREATE TABLE s.u (a INT, b INT, key INT PRIMARY KEY, came INT)",
        "INSERT INTO s.u SELECT -i, i, i, 7 FROM generate_series(1, 1000) i");

    TableResult equal = databases.verify(Strategy.CHECKSUM).get(0);
    assertEquals(Strategy.CHECKSUM, equal.strategy());
    assertTrue(equal.clean(), equal::toString);

    databases.onNew("UPDATE s.u SET a = b, b = a WHERE key = 500");
    TableResult different = databases.verify(Strategy.CHECKSUM).get(0);
    assertEquals(Strategy.CHECKSUM, different.strategy());
    assertEquals(List.of("row-differs 500 a,b"), TwoDatabases.texts(different));
  }

  @ParameterizedTest
  @CsvSource({"H2, H2", "POSTGRES, POSTGRES", "H2, POSTGRES"})
  void constantsAndConvertedValuesAreComparedWithWhatNewShouldHold(
      Vendor oldVendor, Vendor newVendor) throws Exception {
    TwoDatabases databases =
        new TwoDatabases(
            oldVendor,
            newVendor,
            Map.of(
                "dualwrite.map.constant.t.region", "EU",
                "dualwrite.map.constant.t.version", "3",
                "dualwrite.map.convert.t.active", "yes-no",
                "dualwrite.map.convert.t.name", "trim-blanks",
                "dualwrite.map.convert.t.note", "empty-to-null"));
    databases.onOld(
        "CREATE TABLE t (id INT PRIMARY KEY, active CHAR(1), name CHAR(5), note VARCHAR(9))",
        "INSERT INTO t VALUES (1, 'Y', 'a', ''), (2, 'N', 'b', NULL), (3, 'Y', 'c', 'n'),"
            + " (4, 'N', 'd', 'n'), (5, '?', 'e', 'n')");
    databases.onNew(
        "CREATE TABLE t (version INT, id INT PRIMARY KEY, active BOOLEAN, name VARCHAR(5),"
            + " note VARCHAR(9), region VARCHAR(2))",
        "INSERT INTO t VALUES (3, 1, TRUE, 'a', NULL, 'EU'), (3, 2, FALSE, 'b', NULL, 'EU'),"
            + " (3, 3, FALSE, 'c', NULL, 'US'), (4, 4, FALSE, 'd    ', 'n', NULL),"
            + " (3, 5, FALSE, 'e', 'n', 'EU')");

    for (Strategy strategy : List.of(Strategy.FULL, Strategy.CHECKSUM, Strategy.SAMPLE)) {
      assertEquals(
          List.of(
              "row-differs 3 active,note,region",
              "row-differs 4 name,region,version",
              "row-differs 5 active"),
          databases.differences(strategy),
          strategy::toString);
    }
    assertEquals(Strategy.FULL, databases.verify(Strategy.CHECKSUM).get(0).strategy());
  }

  @ParameterizedTest
  @CsvSource({"H2, H2", "POSTGRES, H2"})
  void rowsAreFoundByConvertedKeys(Vendor oldVendor, Vendor newVendor) throws Exception {
    TwoDatabases databases =
        new TwoDatabases(
            oldVendor,
            newVendor,
            Map.of(
                "dualwrite.map.column.t.id", "uid",
                "dualwrite.map.convert.t.id", "uuid-text",
                "dualwrite.map.convert.t.at", "epoch-millis"));
    databases.onOld("CREATE TABLE t (id CHAR(36), at BIGINT, v VARCHAR(9), PRIMARY KEY (at, id))");
    databases.onNew(
        "CREATE TABLE t (uid BINARY(16), at TIMESTAMP(3), v VARCHAR(9), PRIMARY KEY (at, uid))");
    for (String id : List.of("1", "9", "a", "f")) {
      databases.onOld(
          String.format(MADE_OF_UUIDS, id, "-1", "v" + id),
          String.format(MADE_OF_UUIDS, id, "1500", "w"));
      databases.onNew(
          inBinary(id, "1969-12-31 23:59:59.999", "v" + id),
          inBinary(id, "1970-01-01 00:00:01.5", "w"));
    }
    assertEquals(List.of(), databases.differences(Strategy.FULL));
    databases.onNew(
        "UPDATE t SET v = 'x' WHERE v = 'va'",
        "DELETE FROM t WHERE v = 'v1'",
        inBinary("2", "1970-01-01 00:00:01.5", "more"));

    for (Strategy strategy : List.of(Strategy.FULL, Strategy.SAMPLE)) {
      assertEquals(
          List.of(
              "row-differs -1,a0000000-0000-0000-0000-00000000000a v",
              "row-extra 1500,20000000-0000-0000-0000-00000000000a",
              "row-missing -1,10000000-0000-0000-0000-00000000000a"),
          databases.differences(strategy),
          strategy::toString);
    }
  }

  private static String inBinary(String id, String at, String value) {
    return "INSERT INTO t VALUES (X'"
        + id
        + "000000000000000000000000000000a', TIMESTAMP '"
        + at
        + "', '"
        + value
        + "')";
  }

  @Test
  void whatTheTablesDontFulfilIsWhyATableIsntVerified() throws Exception {
    TwoDatabases databases =
        new TwoDatabases(Vendor.H2, Vendor.H2, Map.of("dualwrite.map.column.t.a", "b"));
    databases.onBoth("CREATE TABLE t (id INT PRIMARY KEY, a INT)");

    TableResult result = databases.verify(Strategy.FULL).get(0);

    String failure = result.failure().orElseThrow();
    assertTrue(failure.contains("dualwrite.map.column.t.a: new's table"), failure);
  }
}
