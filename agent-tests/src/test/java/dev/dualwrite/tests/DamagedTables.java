package dev.dualwrite.tests;

import dev.dualwrite.tests.harness.Damages;
import dev.dualwrite.tests.harness.Database;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Vendor;
import java.sql.SQLException;
import java.util.List;

/** The tables of {@link VerifyTest}, and what is done to them. */
final class DamagedTables {
  /** So many that the checksums are made over more than one range of keys. */
  private static final int FILLER = 60_000;

  private static final String LONG_TEXT = "a long text ".repeat(2_000);

  private DamagedTables() {}

  static void make(DatabasePair pair) throws SQLException {
    for (Database database : List.of(pair.oldDatabase(), pair.newDatabase())) {
      boolean mariaDb = database.vendor() == Vendor.MARIADB;
      database.execute(
          "CREATE TABLE kinds (id BIGINT PRIMARY KEY, n_int INT, n_big BIGINT,"
              + " n_dec DECIMAL(20,6), n_dbl DOUBLE PRECISION, n_real "
              + (mariaDb ? "FLOAT" : "REAL")
              + ", flag BOOLEAN, v VARCHAR(100), c CHAR(10), t TEXT, b "
              + (mariaDb ? "VARBINARY(100)" : "BYTEA")
              + ", d DATE, tm TIME(6), ts "
              + (mariaDb ? "DATETIME(6)" : "TIMESTAMP(6)")
              + ", tz "
              + (mariaDb ? "TIMESTAMP(6) NULL" : "TIMESTAMP(6) WITH TIME ZONE")
              + ", u UUID, j "
              + (mariaDb ? "JSON" : "JSONB")
              + ")",
          "CREATE TABLE by_text (code VARCHAR(40) PRIMARY KEY, n INT)",
          "CREATE TABLE by_pair (a INT, b VARCHAR(20), n INT, PRIMARY KEY (a, b))",
          "CREATE TABLE by_uuid (id UUID PRIMARY KEY, n INT)",
          "CREATE TABLE by_time (at "
              + (mariaDb ? "DATETIME(6)" : "TIMESTAMP(6)")
              + " PRIMARY KEY, n INT)",
          filler());
    }
  }

  private static String filler() {
    StringBuilder sql = new StringBuilder("INSERT INTO kinds (id, n_int, v) SELECT ");
    sql.append("1000 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d, a.d, 'filler' FROM ");
    String comma = "";
    for (String alias : List.of("a", "b", "c", "e", "f")) {
      int most = alias.equals("f") ? FILLER / 10_000 : 10;
      sql.append(comma).append("(SELECT 0 AS d");
      for (int digit = 1; digit < most; digit++) {
        sql.append(" UNION ALL SELECT ").append(digit);
      }
      sql.append(") ").append(alias);
      comma = ", ";
    }
    return sql.toString();
  }

  /** Every kind of damage twice: at the table's begin, and far behind. */
  static Damages damages(Vendor newVendor) {
    Damages damages = new Damages();
    for (int first : List.of(1, 500_001)) {
      values(damages, first, newVendor);
      texts(damages, first);
      rows(damages, first);
    }
    keys(damages);
    inTheApplicationsTables(damages);
    return damages;
  }

  private static void values(Damages damages, int first, Vendor vendor) {
    String bytes = vendor == Vendor.MARIADB ? "X'0102FF%s'" : "'\\x0102FF%s'";
    String empty = vendor == Vendor.MARIADB ? "X''" : "'\\x'";
    int id = first;
    field(damages, id++, "n_int", "7", "8");
    field(damages, id++, "n_int", "0", "NULL");
    field(damages, id++, "n_big", "1152921504606846976", "1152921504606846977");
    field(damages, id++, "n_dec", "10.5", "10.500001");
    field(damages, id++, "n_dbl", "1", "1.0000000000000002");
    field(damages, id++, "n_real", "0.1", "0.10000001");
    field(damages, id++, "flag", "TRUE", "FALSE");
    field(damages, id++, "flag", "FALSE", "NULL");
    field(damages, id++, "d", "'2024-02-29'", "'2024-03-01'");
    field(damages, id++, "tm", "'23:59:59.999998'", "'23:59:59.999999'");
    field(damages, id++, "ts", "'2024-05-06 07:08:09.123456'", "'2024-05-06 07:08:09.123457'");
    field(damages, id++, "tz", "'2024-05-06 07:08:09.123456'", "'2024-05-06 07:08:09.123455'");
    field(
        damages,
        id++,
        "u",
        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'");
    field(damages, id++, "j", "'{\"a\": [1, 2.5]}'", "'{\"a\": [1, 2.51]}'");
    id = first + 20;
    damages.row("INSERT INTO kinds (id) VALUES (" + id + ")");
    damage(damages, id++, "b", empty);
    damages.row("INSERT INTO kinds (id) VALUES (" + id + ")");
    damage(damages, id, "b", String.format(bytes, "00"));
  }

  private static void texts(Damages damages, int first) {
    int id = first + 40;
    field(damages, id++, "v", "'blank'", "'blank '");
    field(damages, id++, "v", "' blank'", "'blank'");
    field(damages, id++, "v", "'Case'", "'case'");
    field(damages, id++, "v", "'resume'", "'résume'");
    field(damages, id++, "v", "'é'", "'e\u0301'");
    field(damages, id++, "v", "NULL", "''");
    field(damages, id++, "v", "''", "NULL");
    field(damages, id++, "v", "'N'", "NULL");
    field(damages, id++, "c", "'ab'", "'aB'");
    field(damages, id++, "t", "'" + LONG_TEXT + "a'", "'" + LONG_TEXT + "b'");
    field(damages, id++, "t", "'\ud83d\ude00'", "'\ud83d\ude01'");
    damages.row("INSERT INTO kinds (id, v, t) VALUES (" + id + ", 'ab', 'c')");
    damages.damage(
        "UPDATE kinds SET v = 'a', t = 'bc' WHERE id = " + id, "row-differs kinds " + id + " v,t");
    // Two equal rows change alike, and two rows change places: an XOR sees neither.
    field(damages, first + 60, "v", "'same'", "'changed'");
    field(damages, first + 61, "v", "'same'", "'changed'");
    field(damages, first + 62, "v", "'left'", "'right'");
    field(damages, first + 63, "v", "'right'", "'left'");
  }

  private static void rows(Damages damages, int first) {
    for (int id = first + 80; id < first + 83; id++) {
      damages.row("INSERT INTO kinds (id, v) VALUES (" + id + ", 'there')");
    }
    int id = first + 80;
    damages.damage("DELETE FROM kinds WHERE id = " + id, "row-missing kinds " + id);
    int moved = first + 90;
    damages.damage(
        "UPDATE kinds SET id = " + moved + " WHERE id = " + (id + 1),
        "row-missing kinds " + (id + 1),
        "row-extra kinds " + moved);
    int extra = first + 91;
    damages.damage(
        "INSERT INTO kinds (id, v) VALUES (" + extra + ", 'there')", "row-extra kinds " + extra);
  }

  private static void keys(Damages damages) {
    for (String code : List.of("Alpha", "beta", "Gamma", "delta", "Éclair", "a b", "a-b", "a_b")) {
      damages.row("INSERT INTO by_text VALUES ('" + code + "', 1)");
    }
    damages
        .damage("UPDATE by_text SET n = 2 WHERE code = 'Gamma'", "row-differs by_text Gamma n")
        .damage("DELETE FROM by_text WHERE code = 'a-b'", "row-missing by_text a-b")
        .damage("DELETE FROM by_text WHERE code = 'Éclair'", "row-missing by_text Éclair")
        .damage("INSERT INTO by_text VALUES ('Zeta', 1)", "row-extra by_text Zeta")
        .damage(
            "UPDATE by_text SET code = 'moved' WHERE code = 'beta'",
            "row-missing by_text beta",
            "row-extra by_text moved");
    for (int a = 1; a <= 3; a++) {
      damages.row("INSERT INTO by_pair VALUES (" + a + ", 'x', 1), (" + a + ", 'Y', 1)");
    }
    damages
        .damage("UPDATE by_pair SET n = NULL WHERE a = 2 AND b = 'Y'", "row-differs by_pair 2,Y n")
        .damage("DELETE FROM by_pair WHERE a = 1 AND b = 'x'", "row-missing by_pair 1,x")
        .damage("INSERT INTO by_pair VALUES (2, 'z', 1)", "row-extra by_pair 2,z")
        .damage(
            "UPDATE by_pair SET a = 4 WHERE a = 3 AND b = 'x'",
            "row-missing by_pair 3,x",
            "row-extra by_pair 4,x");
    String uuid = "00000000-0000-4000-8000-00000000000";
    damages.row(
        "INSERT INTO by_uuid VALUES ('" + uuid + "1', 1), ('f" + uuid.substring(1) + "2', 1)");
    damages
        .damage(
            "UPDATE by_uuid SET n = 2 WHERE id = '" + uuid + "1'",
            "row-differs by_uuid " + uuid + "1 n")
        .damage(
            "DELETE FROM by_uuid WHERE id = 'f" + uuid.substring(1) + "2'",
            "row-missing by_uuid f" + uuid.substring(1) + "2")
        .damage(
            "INSERT INTO by_uuid VALUES ('" + uuid + "3', 1)", "row-extra by_uuid " + uuid + "3");
    damages.row("INSERT INTO by_time VALUES ('2024-05-06 07:08:09.000001', 1)");
    damages.damage(
        "UPDATE by_time SET at = '2024-05-06 07:08:09.000002'",
        "row-missing by_time 2024-05-06T07:08:09.000001",
        "row-extra by_time 2024-05-06T07:08:09.000002");
  }

  /** Beside rows that are written all the time. */
  private static void inTheApplicationsTables(Damages damages) {
    for (int id = -12; id <= -1; id++) {
      damages.row("INSERT INTO item (id, owner, v, amount) VALUES (" + id + ", -1, 'kept', 1)");
    }
    for (int id = -12; id <= -7; id++) {
      damages.damage("DELETE FROM item WHERE id = " + id, "row-missing item " + id);
    }
    for (int id = -6; id <= -1; id++) {
      damages.damage(
          "UPDATE item SET v = 'kept ' WHERE id = " + id, "row-differs item " + id + " v");
    }
    for (int id = -17; id <= -13; id++) {
      damages.damage(
          "INSERT INTO item (id, owner, v, amount) VALUES (" + id + ", -1, 'kept', 1)",
          "row-extra item " + id);
    }
  }

  private static void field(Damages damages, int id, String column, String value, String changed) {
    damages.row("INSERT INTO kinds (id, " + column + ") VALUES (" + id + ", " + value + ")");
    damage(damages, id, column, changed);
  }

  private static void damage(Damages damages, int id, String column, String value) {
    damages.damage(
        "UPDATE kinds SET " + column + " = " + value + " WHERE id = " + id,
        "row-differs kinds " + id + " " + column);
  }
}
