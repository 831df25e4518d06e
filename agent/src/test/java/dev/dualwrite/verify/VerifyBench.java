package dev.dualwrite.verify;

import dev.dualwrite.dialect.TableScans;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

/**
 * Times verifying two equal tables of one vendor against what one side needs by itself for the
 * count and the sum of the hashes. Run by hand: vendor, rows.
 */
final class VerifyBench {
  private static final int ROUNDS = 3;

  private VerifyBench() {}

  public static void main(String[] arguments) throws Exception {
    Vendor vendor = Vendor.valueOf(arguments[0]);
    int rows = Integer.parseInt(arguments[1]);
    TwoDatabases databases = new TwoDatabases(vendor, vendor);
    String table =
        "CREATE TABLE t (id BIGINT PRIMARY KEY, customer INT, note VARCHAR(200), amount"
            + " DECIMAL(12,2), placed TIMESTAMP NULL, state VARCHAR(20), rate DOUBLE PRECISION)";
    databases.onBoth(table, insert(vendor, rows));
    if (vendor == Vendor.POSTGRES) {
      databases.onBoth("VACUUM ANALYZE t");
    }
    for (int round = 0; round < ROUNDS; round++) {
      long old = sums(databases.databases().primary(), databases.oldUrl);
      long other = sums(databases.databases().primary(), databases.newUrl);
      long checksum = verify(databases, Strategy.CHECKSUM);
      long full = verify(databases, Strategy.FULL);
      System.out.printf(
          "%s, %,d rows: own sums %d and %d ms, checksum %d ms (%.2f times the slower), full %d ms,"
              + " heap %d MB%n",
          vendor,
          rows,
          old,
          other,
          checksum,
          (double) checksum / Math.max(old, other),
          full,
          usedMegabytes());
    }
    System.exit(0);
  }

  private static String insert(Vendor vendor, int rows) {
    boolean mariaDb = vendor == Vendor.MARIADB;
    return "INSERT INTO t SELECT n, n % 1000, concat('a note of some length for order ', n), n / 7,"
        + " TIMESTAMP '2024-05-06 07:08:09', 'shipped', n / 3.0 FROM "
        + (mariaDb
            ? "(SELECT seq AS n FROM seq_1_to_" + rows + ") s"
            : "generate_series(1, " + rows + ") n");
  }

  private static long sums(VerifiedDatabase database, String url) throws Exception {
    String query = wholeTable(database);
    long begun = System.nanoTime();
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.query(connection, query);
    }
    return (System.nanoTime() - begun) / 1_000_000;
  }

  private static String wholeTable(VerifiedDatabase database) throws Exception {
    TableDescription table =
        database.schema().table(database.tables().get(0), Namespace.unknown()).orElseThrow();
    TableHalf half = TablePair.of(database, table, database, table).primary();
    List<String> columns =
        table.columns().stream().map(column -> database.dialect().quote(column.name())).toList();
    TableScans scans = database.dialect().scans();
    String hash = scans.rowHash(half.columnTypes(), columns).orElseThrow();
    return scans.sums(hash, database.dialect().quote(table.name().name()), "");
  }

  private static long verify(TwoDatabases databases, Strategy strategy) throws Exception {
    long begun = System.nanoTime();
    List<TableResult> results = databases.verify(strategy);
    if (!results.get(0).clean() || results.get(0).strategy() != strategy) {
      throw new AssertionError(results.get(0).note() + " " + results.get(0).failure());
    }
    return (System.nanoTime() - begun) / 1_000_000;
  }

  private static long usedMegabytes() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
