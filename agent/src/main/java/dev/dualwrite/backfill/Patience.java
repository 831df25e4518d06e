package dev.dualwrite.backfill;

import dev.dualwrite.verify.DatabasesToVerify;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Bears with a database that is away for a while. For any thread. */
final class Patience {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final PassingFailures failures;
  private volatile long lastSuccess = System.nanoTime();

  Patience(DatabasesToVerify databases) {
    this.failures = new PassingFailures(databases);
  }

  void success() {
    lastSuccess = System.nanoTime();
  }

  /**
   * Waits a little after a failure that may pass.
   *
   * @throws SQLException the failure, when it is of another kind, or it is enough
   */
  void bear(SQLException failure) throws SQLException {
    boolean mayPass = failures.isAway(failure) || failures.isInTheWay(failure);
    if (!mayPass || System.nanoTime() - lastSuccess > LIMIT.toNanos()) {
      throw failure;
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }
}
