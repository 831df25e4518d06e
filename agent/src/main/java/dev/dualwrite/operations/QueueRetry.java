package dev.dualwrite.operations;

import dev.dualwrite.state.RetryQueue;

/** Makes all that waits in the queue due now; whoever drains it does the rest. */
public final class QueueRetry implements Retry {
  private final RetryQueue queue;

  /** Retries what is in the given queue. */
  public QueueRetry(RetryQueue queue) {
    this.queue = queue;
  }

  @Override
  public long now(RetryScope scope) {
    queue.hurry();
    switch (scope) {
      case QUEUED:
        return 0;
      case QUEUED_AND_PARKED:
        return queue.unpark();
    }
    throw new AssertionError(scope);
  }
}
