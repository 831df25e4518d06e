package dev.dualwrite.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.testing.Vendor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of two vendors are compared by what they mean. */
class AcrossVendorsTest {
  private static final String UUID = "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'";

  @Test
  void mariaDbAndPostgresHoldTheSame() throws Exception {
    TwoDatabases databases = new TwoDatabases(Vendor.MARIADB, Vendor.POSTGRES);
    databases.onOld(
        "SET time_zone = '+00:00'",
        "CREATE TABLE t (id INT PRIMARY KEY, flag TINYINT(1), n DECIMAL(10,4), f FLOAT, d DOUBLE,"
            + " c CHAR(10), c2 CHAR(10), u CHAR(36), u2 UUID, j JSON, b BLOB, bin BINARY(4),"
            + " bits BIT(4), at TIMESTAMP(3) NULL, dt DATETIME(6), big BIGINT UNSIGNED)",
        "INSERT INTO t VALUES (1, 1, 1.5, 0.1, 0.1, 'ab', 'ab', "
            + UUID
            + ", "
            + UUID
            + ", '{\"b\": 1.0, \"a\": [null]}', X'00ff', X'01', b'101', '2024-01-01 12:00:00.123',"
            + " '2024-01-01 12:00:00', 18446744073709551615)",
        "INSERT INTO t (id) VALUES (2)");
    databases.onNew(
        "SET TimeZone = 'UTC'",
        "CREATE TABLE t (id BIGINT PRIMARY KEY, flag boolean, n numeric, f real, d float8,"
            + " c char(10), c2 text, u uuid, u2 text, j jsonb, b bytea, bin bytea,"
            + " bits bit(4), at timestamptz, dt timestamp, big numeric(20))",
        "INSERT INTO t VALUES (1, true, 1.50, 0.1, 0.1, 'ab', 'ab', "
            + UUID
            + ", "
            + UUID
            + ", '{\"a\": [null], \"b\": 1}', '\\x00ff', '\\x01', B'0101', '2024-01-01 13:00:00.123+01',"
            + " '2024-01-01 12:00', 18446744073709551615)",
        "INSERT INTO t (id) VALUES (2)");

    assertEquals(List.of(), databases.differences(Strategy.FULL));

    databases.onNew(
        "UPDATE t SET at = at + interval '1 microsecond', c2 = 'ab ', flag = false, bits = B'1101',"
            + " bin = '\\x0101', big = 18446744073709551614 WHERE id = 1");
    assertEquals(
        List.of("row-differs 1 flag,c2,bin,bits,at,big"), databases.differences(Strategy.FULL));
  }

  @Test
  void keysOfEveryKindAreMatched() throws Exception {
    for (String[] types :
        List.of(
            new String[] {"VARCHAR(20)", "varchar(20)"},
            new String[] {"CHAR(8)", "varchar(20)"},
            new String[] {"DECIMAL(8,2)", "numeric"},
            new String[] {"DATE", "timestamp"})) {
      TwoDatabases databases = new TwoDatabases(Vendor.MARIADB, Vendor.POSTGRES);
      databases.onOld("CREATE TABLE t (k " + types[0] + " PRIMARY KEY, v INT)");
      databases.onNew("CREATE TABLE t (k " + types[1] + " PRIMARY KEY, v INT)");
      List<String> keys =
          switch (types[0]) {
            case "DATE" -> List.of("'2024-01-02'", "'1999-12-31'", "'2030-05-05'");
            case "DECIMAL(8,2)" -> List.of("-1.5", "10", "9.25");
            default -> List.of("'b'", "'A c'", "'é'", "'Z'", "'a-b'", "'a_b'", "'😀'", "'\uffee'");
          };
      for (String key : keys) {
        databases.onBoth("INSERT INTO t VALUES (" + key + ", 1)");
      }
      assertEquals(List.of(), databases.differences(Strategy.FULL), types[0]);

      databases.onNew("UPDATE t SET v = 2 WHERE k = " + keys.get(1));
      assertEquals(1, databases.differences(Strategy.FULL).size(), types[0]);
    }
  }
}
