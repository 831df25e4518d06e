package dev.dualwrite.mirror;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Breaks off the rollbacks of twins that get no answer. The application doesn't wait for them, so
 * nobody else would notice, and twins would pile up behind a database that hangs.
 */
final class RollbackWatch {
  private final Breaker breaker;
  private final long timeoutNanos;
  private final Map<Twin, Long> begun = new ConcurrentHashMap<>();

  RollbackWatch(Breaker breaker, Duration timeout) {
    this.breaker = breaker;
    this.timeoutNanos = timeout.toNanos();
  }

  /** Watches a rollback until it has ended. */
  void watch(Twin twin, CompletableFuture<Void> ended) {
    begun.put(twin, System.nanoTime());
    ended.whenComplete((nothing, failure) -> begun.remove(twin));
  }

  /** Breaks off what has taken longer than a commit might; called every second or so. */
  void breakOffLate() {
    long now = System.nanoTime();
    begun.forEach(
        (twin, since) -> {
          if (now - since > timeoutNanos && begun.remove(twin, since)) {
            breaker.silent("no answer to a rollback within dualwrite.mirror.timeout");
            twin.abandon();
          }
        });
  }

  /** The rollbacks that have not ended. */
  int size() {
    return begun.size();
  }
}
