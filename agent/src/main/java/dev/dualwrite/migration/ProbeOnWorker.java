package dev.dualwrite.migration;

import dev.dualwrite.mirror.Breaker;
import dev.dualwrite.mirror.BreakerProbe;
import dev.dualwrite.schema.ConnectionSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Has a database whose breaker is open asked on a worker, since the question may hang: one at a
 * time, and none while the breaker is closed.
 */
final class ProbeOnWorker {
  private final Breaker breaker;
  private final BreakerProbe probe = new BreakerProbe();
  private final ExecutorService workers;
  private Future<?> question = CompletableFuture.completedFuture(null);

  ProbeOnWorker(Breaker breaker, ConnectionSource database, ExecutorService workers) {
    this.breaker = breaker;
    this.workers = workers;
    probe.watch(breaker, database);
  }

  /** Asks if that is due; called every second or so, by one thread. */
  void tick() {
    if (!breaker.closed() && question.isDone()) {
      question = workers.submit(probe::probeAll);
    }
  }
}
