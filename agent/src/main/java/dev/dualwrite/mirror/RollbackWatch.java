package dev.dualwrite.mirror;

import java.time.Duration;
import java.util.Map;
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

  /** Rolls a twin back without waiting, and watches it until that has ended. */
  void rollBack(Twin twin) {
    begun.put(twin, System.nanoTime());
    twin.rollback(() -> begun.remove(twin));
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
