package dev.dualwrite.backfill;

import dev.dualwrite.dialect.ErrorCodes;
import dev.dualwrite.verify.DatabasesToVerify;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Bears with a database that is away for a while. For any thread. */
final class Patience {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final ErrorCodes primary;
  private final ErrorCodes secondary;
  private volatile long lastSuccess = System.nanoTime();

  Patience(DatabasesToVerify databases) {
    this.primary = databases.primary().dialect().errors();
    this.secondary = databases.secondary().dialect().errors();
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
    boolean mayPass =
        primary.isConnectionFailure(failure)
            || secondary.isConnectionFailure(failure)
            || primary.isConflict(failure)
            || secondary.isConflict(failure)
            || primary.isCanceled(failure)
            || secondary.isCanceled(failure);
    if (!mayPass || System.nanoTime() - lastSuccess > LIMIT.toNanos()) {
      throw failure;
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }
}
