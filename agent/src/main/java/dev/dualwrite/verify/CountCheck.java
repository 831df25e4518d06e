package dev.dualwrite.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Compares the numbers of rows. While the tables are written the two numbers are of two moments, so
 * the primary is counted before and after: what lies between is taken for equal.
 */
final class CountCheck {
  private static final int FEWEST_LOOKS = 3;
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final TablePair pair;
  private final LookConnections connections;
  private final Duration longestCommit;

  CountCheck(TablePair pair, LookConnections connections, Duration longestCommit) {
    this.pair = pair;
    this.connections = connections;
    this.longestCommit = longestCommit;
  }

  /** Returns how many rows more the primary has; negative where it has less. */
  long difference(Tally tally) throws SQLException {
    long begun = System.nanoTime();
    int looks = 0;
    while (true) {
      long before = count(connections.primary(), pair.primary());
      long secondary = count(connections.secondary(), pair.secondary());
      long after = count(connections.primary(), pair.primary());
      tally.rows(after, secondary);
      looks++;
      if (secondary >= Math.min(before, after) && secondary <= Math.max(before, after)) {
        return 0;
      }
      if (looks >= FEWEST_LOOKS && System.nanoTime() - begun > longestCommit.toNanos()) {
        return after - secondary;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static long count(Connection connection, TableHalf table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + table.quotedTable())) {
      result.next();
      return result.getLong(1);
    } finally {
      connection.rollback();
    }
  }
}
