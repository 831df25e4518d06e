package dev.dualwrite.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says loudly, but not over and over, that the store can't be written. */
final class StoreAlarm {
  private static final long QUIET_NANOS = Duration.ofSeconds(30).toNanos();

  private final Path path;
  private final Consumer<String> log;
  private final LongSupplier clock;
  private long quietUntil;

  /** An alarm that speaks to the given log, by a clock in nanoseconds. */
  StoreAlarm(Path path, Consumer<String> log, LongSupplier clock) {
    this.path = path;
    this.log = log;
    this.clock = clock;
    this.quietUntil = clock.getAsLong();
  }

  synchronized void broken(String reason, long keys) {
    if (clock.getAsLong() - quietUntil < 0) {
      return;
    }
    quietUntil = clock.getAsLong() + QUIET_NANOS;
    log.accept(
        "The durable state "
            + path
            + " can't be written ("
            + reason
            + "): "
            + keys
            + " keys to reconcile are in memory only and would be lost with this process. The"
            + " application goes on. Free space there, or let the application's user write it;"
            + " writing is tried again every few seconds.");
  }

  synchronized void well(long keys) {
    quietUntil = clock.getAsLong();
    log.accept(
        "The durable state "
            + path
            + " can be written again, and holds the "
            + keys
            + " keys that had to wait in memory.");
  }
}
