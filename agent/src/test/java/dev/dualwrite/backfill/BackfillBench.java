package dev.dualwrite.backfill;

import dev.dualwrite.testing.Vendor;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.postgresql.PGConnection;

/**
 * Times a backfill against what moves rows without any care: PostgreSQL's COPY from one into the
 * other, and a loop that reads with a cursor and inserts in batches. Run by hand: vendor, rows.
 */
final class BackfillBench {
  private static final int ROUNDS = 3;
  private static final int BATCH = 1_000;
  private static final int PIPE_BYTES = 1 << 20;

  private BackfillBench() {}

  public static void main(String[] arguments) throws Exception {
    Vendor vendor = Vendor.valueOf(arguments[0]);
    int rows = Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory("backfill-bench");
    BackfillPair pair = new BackfillPair(vendor, vendor, folder);
    pair.onBoth(
        "CREATE TABLE t (id BIGINT PRIMARY KEY, customer INT, note VARCHAR(200), amount"
            + " DECIMAL(12,2), placed TIMESTAMP NULL, state VARCHAR(20), rate DOUBLE PRECISION)");
    pair.onOld(insert(vendor, rows));
    if (vendor == Vendor.POSTGRES) {
      pair.onOld("VACUUM ANALYZE t");
    }
    for (int round = 0; round < ROUNDS; round++) {
      long copy = vendor == Vendor.POSTGRES ? timed(pair, rows, () -> copy(pair)) : -1;
      long batches = timed(pair, rows, () -> batches(pair));
      resetPeaks();
      long backfill = timed(pair, rows, () -> pair.run(options(2)));
      long peak = peakAfterCollection();
      long alone = timed(pair, rows, () -> pair.run(options(1)));
      System.out.printf(
          "%s, %,d rows: COPY %d ms, batches %d ms, backfill %d ms (%,d rows/s), with one worker"
              + " %d ms; heap after collection at most %d MB%n",
          vendor, rows, copy, batches, backfill, rows * 1_000L / backfill, alone, peak);
    }
    System.exit(0);
  }

  private static BackfillOptions options(int parallel) {
    return new BackfillOptions(
        Duration.ofMillis(500), parallel, OptionalLong.empty(), Duration.ofMillis(10));
  }

  private static String insert(Vendor vendor, int rows) {
    String numbers =
        vendor == Vendor.MARIADB
            ? "(SELECT seq AS n FROM seq_1_to_" + rows + ") s"
            : "generate_series(1, " + rows + ") n";
    return "INSERT INTO t SELECT n, n % 1000, concat('a note of some length for order ', n), n / 7,"
        + " TIMESTAMP '2024-05-06 07:08:09', 'shipped', n / 3.0 FROM "
        + numbers;
  }

  private interface Work {
    void run() throws Exception;
  }

  private static long timed(BackfillPair pair, int rows, Work work) throws Exception {
    pair.onNew("TRUNCATE TABLE t");
    long begun = System.nanoTime();
    work.run();
    long took = (System.nanoTime() - begun) / 1_000_000;
    List<String> there = pair.rowsOfNew("SELECT count(*) FROM t");
    if (!there.equals(List.of(String.valueOf(rows)))) {
      throw new AssertionError(there);
    }
    return took;
  }

  private static void copy(BackfillPair pair) throws Exception {
    try (Connection old = DriverManager.getConnection(pair.oldUrl);
        Connection other = DriverManager.getConnection(pair.newUrl);
        PipedInputStream in = new PipedInputStream(PIPE_BYTES);
        PipedOutputStream out = new PipedOutputStream(in)) {
      CompletableFuture<Void> reading =
          CompletableFuture.runAsync(
              () -> {
                try (out) {
                  old.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY t TO STDOUT", out);
                } catch (SQLException | IOException failure) {
                  throw new AssertionError(failure);
                }
              });
      other.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY t FROM STDIN", in);
      reading.join();
    }
  }

  private static void batches(BackfillPair pair) throws SQLException {
    try (Connection old = DriverManager.getConnection(pair.oldUrl);
        Connection other = DriverManager.getConnection(pair.newUrl)) {
      old.setAutoCommit(false);
      other.setAutoCommit(false);
      try (Statement select = old.createStatement();
          PreparedStatement insert =
              other.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)")) {
        select.setFetchSize(BATCH);
        try (ResultSet row = select.executeQuery("SELECT * FROM t")) {
          for (int count = 1; row.next(); count++) {
            for (int i = 1; i <= 7; i++) {
              insert.setObject(i, row.getObject(i));
            }
            insert.addBatch();
            if (count % BATCH == 0) {
              insert.executeBatch();
              other.commit();
            }
          }
        }
        insert.executeBatch();
        other.commit();
      }
    }
  }

  private static void resetPeaks() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      pool.resetPeakUsage();
    }
  }

  /** What the last collections left over, in MB: what is needed, unlike what is used meanwhile. */
  private static long peakAfterCollection() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null) {
        bytes += pool.getCollectionUsage().getUsed();
      }
    }
    return bytes >> 20;
  }
}
