package dev.dualwrite.agent;

import dev.dualwrite.migration.Migrations;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the agent looks after on its own, once a second, as long as the JVM lives. */
final class Maintenance {
  private static final Logger logger = LoggerFactory.getLogger(Maintenance.class);
  private static final long EVERY_MILLIS = 1_000;

  private Maintenance() {}

  static void start(ScheduledExecutorService scheduler, Migrations migrations, Duration linger) {
    every(scheduler, migrations::tick);
    every(scheduler, () -> migrations.dropIdle(linger.toNanos()));
  }

  private static void every(ScheduledExecutorService scheduler, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException | Error e) {
            // A scheduled task that throws is never run again.
            logger.error("Dualwrite's maintenance failed and goes on", e);
          }
        };
    @SuppressWarnings("unused") // It ends with the JVM, and guarded never throws.
    ScheduledFuture<?> endless =
        scheduler.scheduleWithFixedDelay(
            guarded, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }
}
