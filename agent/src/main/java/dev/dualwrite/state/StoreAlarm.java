package dev.dualwrite.state;

import dev.dualwrite.logging.QuietPeriod;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says loudly, but not over and over, that the store can't be written. */
final class StoreAlarm {
  private final Path path;
  private final Consumer<String> log;
  private final QuietPeriod quiet;

  /** An alarm that speaks to the given log, by a clock in nanoseconds. */
  StoreAlarm(Path path, Consumer<String> log, LongSupplier clock) {
    this.path = path;
    this.log = log;
    this.quiet = new QuietPeriod(clock);
  }

  void broken(String reason, long keys) {
    if (!quiet.begin()) {
      return;
    }
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

  void well(long keys) {
    quiet.end();
    log.accept(
        "The durable state "
            + path
            + " can be written again, and holds the "
            + keys
            + " keys that had to wait in memory.");
  }
}
