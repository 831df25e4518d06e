package dev.dualwrite.mirror;

import dev.dualwrite.state.RetryQueue;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the secondary lags behind, so that new transactions queue their keys instead of asking
 * it.
 *
 * <p>To mirror inline while keys are queued is right, since a queued key is copied later as the
 * primary then holds it. But many such transactions would fail for want of rows that are still in
 * the queue, so it waits until few are left, or until the queue grows faster than it is worked off.
 */
final class CatchingUp {
  private static final Logger logger = LoggerFactory.getLogger(CatchingUp.class);

  /** So few that they are gone before a transaction would meet them. */
  private static final long FEW_KEYS = 200;

  private static final long EVALUATED_EVERY_NANOS = Duration.ofMillis(50).toNanos();
  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Breaker breaker;
  private final RetryQueue queue;
  private volatile boolean behind;

  /** Guarded by this. */
  private long evaluatedAt = System.nanoTime();

  /** Guarded by this. */
  private long fewest = Long.MAX_VALUE;

  /** Guarded by this. */
  private long fewestSince = System.nanoTime();

  CatchingUp(Breaker breaker, RetryQueue queue) {
    this.breaker = breaker;
    this.queue = queue;
    this.behind = queue.figures().queued() > FEW_KEYS;
  }

  /** Whether a transaction that begins now asks the secondary. */
  boolean mirrorsInline() {
    if (!breaker.closed()) {
      if (!behind) {
        fallBehind();
      }
      return false;
    }
    return !behind || catchUp();
  }

  private synchronized void fallBehind() {
    behind = true;
    fewest = Long.MAX_VALUE;
  }

  private synchronized boolean catchUp() {
    long now = System.nanoTime();
    if (!behind || now - evaluatedAt < EVALUATED_EVERY_NANOS) {
      return !behind;
    }
    evaluatedAt = now;
    long queued = queue.figures().queued();
    if (queued < fewest) {
      fewest = queued;
      fewestSince = now;
    }
    if (queued <= FEW_KEYS || now - fewestSince > PATIENCE_NANOS) {
      behind = false;
      logger.warn("Writes are mirrored inline again; {} keys are still queued", queued);
    }
    return !behind;
  }
}
