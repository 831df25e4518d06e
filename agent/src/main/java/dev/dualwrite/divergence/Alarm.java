package dev.dualwrite.divergence;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says loudly, but not over and over, that the divergence log cannot be written. */
final class Alarm {
  private static final long QUIET_NANOS = Duration.ofSeconds(30).toNanos();

  private final Path path;
  private final Consumer<String> log;
  private final LongSupplier clock;
  private final AtomicLong quietUntil;

  /** An alarm that speaks to the given log, by a clock in nanoseconds. */
  Alarm(Path path, Consumer<String> log, LongSupplier clock) {
    this.path = path;
    this.log = log;
    this.clock = clock;
    this.quietUntil = new AtomicLong(clock.getAsLong());
  }

  /** Reports a reason, and how many records wait in memory and are lost for good. */
  void raise(String reason, long waiting, long lost) {
    long now = clock.getAsLong();
    long until = quietUntil.get();
    if (now - until < 0 || !quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
      return;
    }
    log.accept(
        "The divergence log "
            + path
            + " cannot be written ("
            + reason
            + "): "
            + waiting
            + " records wait in memory, "
            + lost
            + " are lost. Free space there, let the application's user write it, or set"
            + " dualwrite.divergence.log to another file; writing is tried again with the next"
            + " record.");
  }

  /** Reports that writing works again, and lets the next failure be heard at once. */
  void clear(long caughtUp) {
    quietUntil.set(clock.getAsLong());
    log.accept(
        "The divergence log "
            + path
            + " can be written again, and holds the "
            + caughtUp
            + " records that had to wait.");
  }
}
