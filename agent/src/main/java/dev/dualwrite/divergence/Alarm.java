package dev.dualwrite.divergence;

import dev.dualwrite.logging.QuietPeriod;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says loudly, but not over and over, that the divergence log cannot be written. */
final class Alarm {
  private final Path path;
  private final Consumer<String> log;
  private final QuietPeriod quiet;

  /** An alarm that speaks to the given log, by a clock in nanoseconds. */
  Alarm(Path path, Consumer<String> log, LongSupplier clock) {
    this.path = path;
    this.log = log;
    this.quiet = new QuietPeriod(clock);
  }

  /** Reports a reason, and how many records wait in memory and are lost for good. */
  void raise(String reason, long waiting, long lost) {
    if (!quiet.begin()) {
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
    quiet.end();
    log.accept(
        "The divergence log "
            + path
            + " can be written again, and holds the "
            + caughtUp
            + " records that had to wait.");
  }
}
