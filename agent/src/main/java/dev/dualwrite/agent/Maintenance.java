package dev.dualwrite.agent;

import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.mirror.BreakerProbe;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the agent does on its own, once a second, on a thread of its own that lives as long as the
 * JVM.
 */
final class Maintenance {
  private static final Logger logger = LoggerFactory.getLogger(Maintenance.class);
  private static final long EVERY_MILLIS = 1_000;

  private Maintenance() {}

  static void start(BreakerProbe probe, Migrations migrations, Duration linger) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(AgentThreads.named("maintenance"));
    every(thread, probe::probeAll);
    every(thread, migrations::tick);
    every(thread, () -> migrations.dropIdle(linger.toNanos()));
  }

  private static void every(ScheduledExecutorService thread, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            logger.error("Dualwrite's maintenance failed and goes on", e);
          }
        };
    @SuppressWarnings("unused") // It ends with the JVM, and guarded never throws.
    ScheduledFuture<?> endless =
        thread.scheduleWithFixedDelay(guarded, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }
}
