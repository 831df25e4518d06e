package dev.dualwrite.bench.run;

import dev.dualwrite.tests.harness.DatabasePair;
import java.sql.SQLException;
import java.util.List;

/** The one table of all benches, and the statements on it. */
public final class Items {
  /** The rows, by keys from 1 up. */
  public static final int ROWS = 1_000;

  public static final String READ = "SELECT v FROM item WHERE id = ?";
  public static final String WRITE = "UPDATE item SET v = ? WHERE id = ?";

  private static final String CREATE = "item (id INT NOT NULL PRIMARY KEY, v BIGINT)";

  private Items() {}

  /** Makes the table on both sides, with all its rows. */
  static void createInPostgres(DatabasePair pair) throws SQLException {
    pair.execute(
        "CREATE TABLE " + CREATE,
        "INSERT INTO item SELECT n, 0 FROM generate_series(1, " + ROWS + ") n");
  }

  /** Returns what makes the table, with all its rows, unless it is there. */
  static List<String> statementsOfH2() {
    return List.of(
        "CREATE TABLE IF NOT EXISTS " + CREATE,
        "INSERT INTO item SELECT x, 0 FROM SYSTEM_RANGE(1, "
            + ROWS
            + ") WHERE NOT EXISTS (SELECT 1 FROM item)");
  }

  /** Returns a read whose text nobody has seen before, if the number is new. */
  public static String literalRead(long number) {
    return "SELECT v FROM item WHERE id = " + key(number) + " AND v <> " + number;
  }

  /** Returns a write whose text nobody has seen before, if the number is new. */
  public static String literalWrite(long number) {
    return "UPDATE item SET v = " + number + " WHERE id = " + key(number);
  }

  /** Returns the key of the n-th row, starting over after the last. */
  public static int key(long number) {
    return (int) Math.floorMod(number, (long) ROWS) + 1;
  }
}
