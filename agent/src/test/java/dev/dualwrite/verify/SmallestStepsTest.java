package dev.dualwrite.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.testing.Vendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The smallest change of each type is seen, and what only is spelled otherwise isn't. */
class SmallestStepsTest {

  @Test
  void onPostgres() throws Exception {
    assertStepsAreSeen(
        Vendor.POSTGRES,
        "int, 1, 2",
        "bigint, 9223372036854775806, 9223372036854775807",
        "numeric, 1e-30, 2e-30",
        "numeric, 'NaN', 'Infinity'",
        "numeric, 0, NULL",
        "real, 0.1, 0.10000001",
        "float8, 5e-324, 0",
        "float8, 'NaN', 'Infinity'",
        "text, 'a', 'a '",
        "text, '', NULL",
        "text, 'NULL', NULL",
        "char(5), 'a', 'A'",
        "bytea, '\\x00', '\\x'",
        "date, '2024-02-29', 'infinity'",
        "date, '0044-03-15 BC', '0044-03-15'",
        "time, '24:00', '00:00'",
        "timetz, '10:00+01', '10:00+02'",
        "timestamp, '2024-01-01 00:00:00.000001', '2024-01-01'",
        "timestamptz, '2024-01-01 00:00:00.000001Z', '2024-01-01Z'",
        "interval, '1 mon', '30 days'",
        "uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
        "jsonb, '{\"a\": null}', '{}'",
        "json, '{\"a\": \"1\"}', '{\"a\": 1}'",
        "bit varying, B'01', B'1'",
        "int[], '{1;2}', '{2;1}'",
        "int[], '{1}', '[0:0]={1}'",
        "text[], '{\"\"}', '{NULL}'",
        "inet, '10.0.0.1', '10.0.0.1/24'",
        "boolean, true, false");
    assertSpellingsAreEqual(
        Vendor.POSTGRES,
        "numeric, 1.50, 1.5",
        "float8, '-0', 0",
        "float8, 'NaN', 'NaN'",
        "timestamptz, '2024-01-01 01:00+01', '2024-01-01 00:00+00'",
        "json, '{\"a\": 1;\"b\": [1.0]}', '{\"b\":[1];\"a\":1}'",
        "numeric[], '{1.0}', '{1.00}'");
  }

  @Test
  void onMariaDb() throws Exception {
    assertStepsAreSeen(
        Vendor.MARIADB,
        "BIGINT UNSIGNED, 18446744073709551614, 18446744073709551615",
        "DECIMAL(30;10), 0.0000000001, 0",
        "FLOAT, 0.1, 0.10000001",
        "DOUBLE, 1, 1.0000000000000002",
        "DOUBLE, 0.1, 0.10000000000000002",
        "VARCHAR(20), 'a', 'a '",
        "VARCHAR(20), 'a', 'A'",
        "VARCHAR(20), 'e', 'é'",
        "VARCHAR(20), '', NULL",
        "VARCHAR(20), 'N', NULL",
        "CHAR(5), 'a', 'á'",
        "LONGTEXT, 'a', 'a '",
        "VARBINARY(9), X'00', X''",
        "BLOB, X'61', X'41'",
        "DATE, '2024-01-01', '2024-01-02'",
        "TIME(6), '838:59:58.999999', '838:59:58.999998'",
        "DATETIME(6), '2024-01-01 00:00:00.000001', '2024-01-01'",
        "TIMESTAMP(6) NULL, '2024-01-01 00:00:00.000001', '2024-01-01'",
        "BIT(8), b'1', b'10'",
        "YEAR, 2024, 2025",
        "ENUM('a';'b'), 'a', 'b'",
        "SET('a';'b'), 'a', 'a;b'",
        "UUID, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'",
        "INET6, '::1', '::2'",
        "BOOLEAN, 1, 2");
  }

  @Test
  void onH2() throws Exception {
    assertStepsAreSeen(
        Vendor.H2,
        "DECFLOAT, 1E-30, 2E-30",
        "DOUBLE PRECISION, 1, 1.0000000000000002",
        "REAL, 0.1, 0.10000001",
        "VARCHAR(20), 'a', 'a '",
        "VARCHAR_IGNORECASE(20), 'a', 'A'",
        "CHAR(5), 'a', 'b'",
        "CLOB, 'a', 'A'",
        "VARBINARY(9), X'00', X''",
        "TIMESTAMP(9), TIMESTAMP '2024-01-01 00:00:00.000000001', TIMESTAMP '2024-01-01 00:00:00'",
        "TIME WITH TIME ZONE, TIME WITH TIME ZONE '10:00:00+01', TIME WITH TIME ZONE '10:00:00+02'",
        "UUID, RANDOM_UUID(), RANDOM_UUID()",
        "INT ARRAY, ARRAY[1; 2], ARRAY[2; 1]",
        "JSON, JSON '{\"a\":1}', JSON '{\"a\":2}'",
        "INTERVAL DAY, INTERVAL '1' DAY, INTERVAL '2' DAY");
  }

  private static void assertStepsAreSeen(Vendor vendor, String... cases) throws Exception {
    TwoDatabases databases = new TwoDatabases(vendor, vendor);
    List<String> expected = fill(databases, cases);
    for (Strategy strategy : List.of(Strategy.FULL, Strategy.CHECKSUM)) {
      List<String> found = new ArrayList<>();
      for (TableResult result : databases.verify(strategy)) {
        TwoDatabases.texts(result).forEach(text -> found.add(result.table().name() + " " + text));
      }
      assertEquals(
          expected,
          found.stream().map(text -> text.toLowerCase(Locale.ROOT)).sorted().toList(),
          strategy::toString);
    }
  }

  private static void assertSpellingsAreEqual(Vendor vendor, String... cases) throws Exception {
    TwoDatabases databases = new TwoDatabases(vendor, vendor);
    fill(databases, cases);
    for (Strategy strategy : List.of(Strategy.FULL, Strategy.CHECKSUM)) {
      for (TableResult result : databases.verify(strategy)) {
        assertEquals(List.of(), TwoDatabases.texts(result), result.table() + " by " + strategy);
      }
    }
  }

  /** Makes a table for each case, with a row that is equal beside the one that isn't. */
  private static List<String> fill(TwoDatabases databases, String... cases) throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < cases.length; i++) {
      String[] parts = cases[i].split(", ", 3);
      String table = String.format("t%02d", i);
      databases.onBoth(
          "CREATE TABLE " + table + " (id INT PRIMARY KEY, v " + parts[0].replace(';', ',') + ")",
          "INSERT INTO " + table + " VALUES (2, NULL)");
      String insert = "INSERT INTO " + table + " VALUES (1, ";
      databases.onOld(insert + parts[1].replace(';', ',') + ")");
      databases.onNew(insert + parts[2].replace(';', ',') + ")");
      expected.add(table + " row-differs 1 v");
    }
    return expected;
  }
}
