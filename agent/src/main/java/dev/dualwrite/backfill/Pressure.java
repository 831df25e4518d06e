package dev.dualwrite.backfill;

import dev.dualwrite.dialect.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the backfill is in somebody's way: sessions of the primary wait for rows that it has
 * locked, or the running application's mirror falls behind. Used by one thread.
 */
final class Pressure {
  private static final Logger logger = LoggerFactory.getLogger(Pressure.class);
  private static final long LOCKS_NANOS = Duration.ofMillis(250).toNanos();
  private static final long LAG_NANOS = Duration.ofSeconds(2).toNanos();

  private final Dialect dialect;
  private final MirrorLag lag;
  private final Pace pace;
  private boolean asksForLocks = true;
  private long locksAskedAt = System.nanoTime();
  private long lagAskedAt = System.nanoTime();
  private boolean fallsBehind;

  Pressure(Dialect dialect, MirrorLag lag, Pace pace) {
    this.dialect = dialect;
    this.lag = lag;
    this.pace = pace;
  }

  /** Looks, if it is time to, and sets the pace. */
  void look(PrimarySession primary, Collection<Long> sessions) {
    long now = System.nanoTime();
    if (now - locksAskedAt < LOCKS_NANOS) {
      return;
    }
    locksAskedAt = now;
    if (now - lagAskedAt >= LAG_NANOS) {
      lagAskedAt = now;
      fallsBehind = lag.fallsBehind();
    }
    if (fallsBehind || somebodyWaits(primary, sessions)) {
      pace.slower();
    } else {
      pace.faster();
    }
  }

  private boolean somebodyWaits(PrimarySession primary, Collection<Long> sessions) {
    Optional<String> question =
        asksForLocks && !sessions.isEmpty()
            ? dialect.scans().waitingFor(sessions)
            : Optional.empty();
    if (question.isEmpty()) {
      return false;
    }
    try {
      primary.open();
      return count(primary.connection(), question.get()) > 0;
    } catch (SQLException notAllowed) {
      asksForLocks = false;
      logger.info(
          "Who waits for locks on the primary can't be told, so the backfill doesn't slow down for"
              + " them: {}",
          notAllowed.getMessage());
      return false;
    } finally {
      primary.release();
    }
  }

  private static long count(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }
}
