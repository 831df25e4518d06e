package dev.dualwrite.command;

import dev.dualwrite.operations.NotRunningException;
import dev.dualwrite.operations.RetryScope;
import dev.dualwrite.operations.RunningApplication;
import dev.dualwrite.operations.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks the running application to drain its queue now, and waits for it. */
final class RunningRetry {
  private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

  private final RunningApplication application;
  private final Duration atMost;

  RunningRetry(RunningApplication application, Duration atMost) {
    this.application = application;
    this.atMost = atMost;
  }

  RetryResult run(RetryScope scope) throws NotRunningException, IOException {
    long deadline = System.nanoTime() + atMost.toNanos();
    RunningApplication.Retried retried = application.retry(scope);
    Status status = retried.status();
    while (status.lag().queued() > 0 && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      status = application.status();
    }
    return new RetryResult(retried.unparked(), retried.status().lag().queued(), status);
  }
}
