package dev.dualwrite.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Vendor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BackfillTest {
  @TempDir Path folder;

  private BackfillPair pair(Vendor oldVendor, Vendor newVendor) throws Exception {
    return new BackfillPair(oldVendor, newVendor, folder);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRES, POSTGRES",
    "MARIADB, MARIADB",
    "H2, H2",
    "MARIADB, POSTGRES",
    "POSTGRES, MARIADB"
  })
  void rowsOfEveryKindOfKeyAreCopied(Vendor oldVendor, Vendor newVendor) throws Exception {
    BackfillPair pair = pair(oldVendor, newVendor);
    for (String table : KeyTables.NAMES) {
      pair.onOld(KeyTables.create(table, oldVendor));
      pair.onNew(KeyTables.create(table, newVendor));
      KeyTables.fill(pair.oldUrl, oldVendor, table, 700);
    }

    BackfillResult result = pair.run(Duration.ofMillis(20), OptionalLong.empty());

    assertEquals(Map.of(), result.left());
    for (String table : KeyTables.NAMES) {
      assertEquals(List.of("700"), pair.rowsOfNew("SELECT count(*) FROM " + table), table);
    }
    assertEquals(List.of(), pair.differences());
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void staleRowsBecomeThePrimarysAndEqualOnesStay(Vendor vendor) throws Exception {
    BackfillPair pair = pair(vendor, vendor);
    pair.onBoth("CREATE TABLE t (id INT PRIMARY KEY, code VARCHAR(10) UNIQUE, v VARCHAR(20))");
    pair.onOld("INSERT INTO t VALUES (1, 'a', 'one'), (2, 'b', 'two'), (3, 'c', 'three')");
    pair.onNew("INSERT INTO t VALUES (1, 'b', 'old'), (2, 'a', 'two')");

    assertEquals(Map.of(), pair.run().left());
    assertEquals(
        List.of("1,a,one", "2,b,two", "3,c,three"), pair.rowsOfNew("SELECT * FROM t ORDER BY id"));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void circlesAndReferencesToTheTableItselfAreCopiedInASecondPass(Vendor vendor) throws Exception {
    BackfillPair pair = pair(vendor, vendor);
    pair.onBoth(
        "CREATE TABLE person (id INT PRIMARY KEY, boss INT, team INT,"
            + " FOREIGN KEY (boss) REFERENCES person (id))",
        "CREATE TABLE team (id INT PRIMARY KEY, lead_id INT NOT NULL,"
            + " FOREIGN KEY (lead_id) REFERENCES person (id))",
        "ALTER TABLE person ADD FOREIGN KEY (team) REFERENCES team (id)");
    pair.onOld(
        "INSERT INTO person VALUES (3, NULL, NULL), (1, 3, NULL), (2, 1, NULL)",
        "INSERT INTO team VALUES (7, 2)",
        "UPDATE person SET team = 7 WHERE id < 3");

    assertEquals(Map.of(), pair.run().left());
    assertEquals(
        List.of("1,3,7", "2,1,7", "3,null,null"),
        pair.rowsOfNew("SELECT id, boss, team FROM person ORDER BY id"));
    assertEquals(List.of("7,2"), pair.rowsOfNew("SELECT * FROM team"));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void rowsThatTheSecondaryRefusesAreNamedAndDoNotStopTheOthers(Vendor vendor) throws Exception {
    BackfillPair pair = pair(vendor, vendor);
    pair.onOld(
        "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))", Numbers.insert(vendor, "t", 1_200));
    pair.onNew("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20), CHECK (v <> 'row 700'))");

    BackfillResult result = pair.run();

    assertEquals(1, result.left().size(), result.left().toString());
    assertEquals(
        List.of("700"),
        result.left().keySet().stream().map(key -> String.valueOf(key.values().get(0))).toList());
    assertEquals(List.of("1199"), pair.rowsOfNew("SELECT count(*) FROM t"));
    assertEquals(1_199, result.tables().get(0).rows());
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aFinishedBackfillIsNotGoneOnWith(Vendor vendor) throws Exception {
    BackfillPair pair = pair(vendor, vendor);
    pair.onBoth("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))");
    pair.onOld("INSERT INTO t VALUES (1, 'a')");

    assertFalse(pair.run().continued());
    pair.onOld("INSERT INTO t VALUES (0, 'b')");
    assertFalse(pair.run().continued());
    assertEquals(List.of("0,b", "1,a"), pair.rowsOfNew("SELECT * FROM t ORDER BY id"));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void itIsNoFasterThanItMayBe(Vendor vendor) throws Exception {
    BackfillPair pair = pair(vendor, vendor);
    pair.onBoth("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))");
    pair.onOld(Numbers.insert(vendor, "t", 900));

    long begun = System.nanoTime();
    pair.run(Duration.ofMillis(500), OptionalLong.of(1_000));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);

    assertTrue(took.toMillis() > 400, took.toString());
  }
}
