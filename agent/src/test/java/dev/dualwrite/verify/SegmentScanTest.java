package dev.dualwrite.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.testing.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Segments of 20 rows, so that a few hundred rows make many. */
class SegmentScanTest {
  private static final VerifyOptions OPTIONS =
      VerifyOptions.of(Strategy.CHECKSUM, Duration.ofMillis(1), 10).withSegments(20);

  @ParameterizedTest
  @EnumSource(
      value = Vendor.class,
      names = {"POSTGRES", "MARIADB"})
  void differencesAreFoundWhereverTheyAre(Vendor vendor) throws Exception {
    TwoDatabases databases = new TwoDatabases(vendor, vendor);
    databases.onBoth("CREATE TABLE t (a INT, b VARCHAR(9), v INT, PRIMARY KEY (a, b))");
    for (int i = 0; i < 300; i++) {
      databases.onBoth("INSERT INTO t VALUES (" + i / 40 + ", 'k" + i % 40 + "', " + i + ")");
    }
    assertEquals(List.of(), differences(databases));

    databases.onNew(
        "DELETE FROM t WHERE a = 0 AND b = 'k0'",
        "DELETE FROM t WHERE a = 7 AND b = 'k19'",
        "UPDATE t SET v = -1 WHERE a = 3",
        "INSERT INTO t VALUES (-1, '', 0), (3, 'k399', 0), (99, 'k', 0)");

    assertEquals(45, differences(databases).size());
  }

  @Test
  void manyRowsThatOneSideAloneHasAreReadInParts() throws Exception {
    TwoDatabases databases = new TwoDatabases(Vendor.POSTGRES, Vendor.POSTGRES);
    databases.onBoth("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (9999)");
    databases.onNew("INSERT INTO t SELECT n FROM generate_series(1001, 2500) n");

    TableResult result = databases.verify(OPTIONS, Backlog.NONE).get(0);

    assertEquals(1500, result.extra());
    assertEquals(Strategy.CHECKSUM, result.strategy());
  }

  /** The ranges of one side are others on the other side, and yet no row is passed over. */
  @Test
  void noOrderOfTextsIsReliedOn() throws Exception {
    TwoDatabases databases = new TwoDatabases(Vendor.MARIADB, Vendor.MARIADB);
    String table = "CREATE TABLE t (k VARCHAR(9) COLLATE %s PRIMARY KEY, v INT)";
    databases.onOld(table.formatted("utf8mb4_bin"));
    databases.onNew(table.formatted("utf8mb4_general_ci"));
    TreeSet<String> expected = new TreeSet<>();
    for (int i = 0; i < 240; i++) {
      String key = (i % 2 == 0 ? "Key" : "kEy") + (char) ('a' + i % 26) + i;
      databases.onBoth("INSERT INTO t VALUES ('" + key + "', 1)");
      if (i % 24 == 5) {
        databases.onNew("UPDATE t SET v = 2 WHERE k = '" + key + "'");
        expected.add(("row-differs " + key + " v").toLowerCase(Locale.ROOT));
      }
    }

    assertEquals(List.copyOf(expected), differences(databases));
  }

  private static List<String> differences(TwoDatabases databases) throws Exception {
    TableResult result = databases.verify(OPTIONS, Backlog.NONE).get(0);
    return TwoDatabases.texts(result);
  }
}
