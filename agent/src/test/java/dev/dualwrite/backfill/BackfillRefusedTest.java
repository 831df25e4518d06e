package dev.dualwrite.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Vendor;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackfillRefusedTest {
  @TempDir Path folder;

  private String refusal(BackfillPair pair) {
    return assertThrows(BackfillRefused.class, pair::run).getMessage();
  }

  private BackfillPair filled(Vendor vendor) throws Exception {
    BackfillPair pair = new BackfillPair(vendor, vendor, folder);
    pair.onBoth("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))");
    pair.onOld("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    return pair;
  }

  private static void assertNothingWritten(BackfillPair pair) throws Exception {
    assertEquals(List.of("0"), pair.rowsOfNew("SELECT count(*) FROM t"));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void allThatCannotBeCopiedIsNamedAtOnce(Vendor vendor) throws Exception {
    BackfillPair pair = filled(vendor);
    pair.onOld(
        "CREATE TABLE only_old (id INT PRIMARY KEY)",
        "CREATE TABLE keyless (a INT)",
        "CREATE TABLE fewer (id INT PRIMARY KEY, v INT)",
        "CREATE TABLE more (id INT PRIMARY KEY)",
        "CREATE TABLE unkeyed (id INT PRIMARY KEY)",
        "CREATE TABLE typed (id INT PRIMARY KEY, d DATE)");
    pair.onNew(
        "CREATE TABLE keyless (a INT)",
        "CREATE TABLE fewer (id INT PRIMARY KEY)",
        "CREATE TABLE more (id INT PRIMARY KEY, demanded INT NOT NULL)",
        "CREATE TABLE unkeyed (id INT)",
        "CREATE TABLE typed (id INT PRIMARY KEY, d INT)");

    String refusal = refusal(pair).toLowerCase(Locale.ROOT);

    assertTrue(refusal.contains("only_old is not on the new database"), refusal);
    assertTrue(refusal.contains("keyless has no primary key"), refusal);
    assertTrue(refusal.contains("fewer has no column v"), refusal);
    assertTrue(refusal.contains("more has a column demanded"), refusal);
    assertTrue(refusal.contains("unkeyed has no unique key over id"), refusal);
    assertTrue(refusal.contains("typed has a column d of type"), refusal);
    assertNothingWritten(pair);
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void circlesWithoutNullAreNamed(Vendor vendor) throws Exception {
    BackfillPair pair = filled(vendor);
    pair.onBoth(
        "CREATE TABLE node (id INT PRIMARY KEY, up INT NOT NULL,"
            + " FOREIGN KEY (up) REFERENCES node (id))",
        "CREATE TABLE a (id INT PRIMARY KEY, b_id INT NOT NULL)",
        "CREATE TABLE b (id INT PRIMARY KEY, a_id INT NOT NULL,"
            + " FOREIGN KEY (a_id) REFERENCES a (id))",
        "ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b (id)");

    String refusal = refusal(pair).toLowerCase(Locale.ROOT);

    assertTrue(refusal.contains("node refers to itself by"), refusal);
    assertTrue(refusal.contains("which refers back to it"), refusal);
    assertNothingWritten(pair);
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void rowsThatOnlyTheSecondaryHasAreNamed(Vendor vendor) throws Exception {
    BackfillPair pair = filled(vendor);
    pair.onNew("INSERT INTO t VALUES (2, 'b'), (77, 'x')");

    String refusal = refusal(pair);

    assertTrue(refusal.contains("=77}"), refusal);
    assertEquals(List.of("2"), pair.rowsOfNew("SELECT count(*) FROM t"));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void theSameDatabaseByTwoUrlsIsFoundOut(Vendor vendor) throws Exception {
    BackfillPair pair = filled(vendor);

    String refusal = refusal(new BackfillPair(pair.oldUrl, pair.oldUrl, folder));

    assertTrue(refusal.contains("Both URLs lead to the same database"), refusal);
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRES", "H2"})
  void rightsToWriteAreAskedForBeforeAnythingIsWritten(Vendor vendor) throws Exception {
    BackfillPair pair = filled(vendor);
    String user = "limited" + vendor.ordinal();
    for (String url : List.of(pair.oldUrl, pair.newUrl)) {
      Rights.makeUser(vendor, url, user);
      Rights.grant(url, user, "SELECT");
    }
    pair.connections(
        () -> DriverManager.getConnection(pair.oldUrl),
        () -> DriverManager.getConnection(Rights.urlOf(vendor, pair.newUrl, user)));
    String onNew = refusal(pair);
    assertTrue(onNew.contains("can't be written on the new database"), onNew);
    assertTrue(onNew.contains("dualwrite.new.username"), onNew);

    assertNothingWritten(pair);
  }

  /** H2 lets everybody lock who may read. */
  @Test
  void rightsToLockAreAskedForToo() throws Exception {
    BackfillPair pair = filled(Vendor.POSTGRES);
    String user = "reader";
    Rights.makeUser(Vendor.POSTGRES, pair.oldUrl, user);
    Rights.grant(pair.oldUrl, user, "SELECT");
    pair.connections(
        () -> DriverManager.getConnection(Rights.urlOf(Vendor.POSTGRES, pair.oldUrl, user)),
        () -> DriverManager.getConnection(pair.newUrl));
    String onOld = refusal(pair);
    assertTrue(onOld.contains("can't be selected and locked on the old database"), onOld);
    assertNothingWritten(pair);
  }

  @Test
  void whatMariaDbSortsOtherwiseThanItComparesIsNotPaged() throws Exception {
    BackfillPair pair = new BackfillPair(Vendor.MARIADB, Vendor.MARIADB, folder);
    pair.onBoth("CREATE TABLE t (id ENUM('z', 'a') PRIMARY KEY)");

    String refusal = refusal(pair);

    assertTrue(refusal.contains("key column id of type ENUM"), refusal);
  }

  @Test
  void anotherBackfillThatWasBegunIsNamed() throws Exception {
    BackfillPair pair = filled(Vendor.H2);
    pair.connections(
        () -> DriverManager.getConnection(pair.oldUrl),
        new CommitHook(
            pair.newUrl,
            commit -> {
              throw new SQLException("killed", "99999");
            },
            commit -> {}));
    assertThrows(SQLException.class, pair::run);
    pair.onBoth("CREATE TABLE another (id INT PRIMARY KEY)");

    String refusal = refusal(new BackfillPair(pair.oldUrl, pair.newUrl, folder));

    assertTrue(refusal.contains("only this one PUBLIC.ANOTHER"), refusal);
    assertTrue(refusal.contains("--restart"), refusal);
  }
}
