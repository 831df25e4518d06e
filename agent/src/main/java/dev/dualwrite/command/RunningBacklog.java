package dev.dualwrite.command;

import dev.dualwrite.operations.Lag;
import dev.dualwrite.operations.NotRunningException;
import dev.dualwrite.operations.RunningApplication;
import dev.dualwrite.verify.Backlog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the running application of a state folder has queued. */
final class RunningBacklog implements Backlog {
  private final Path stateFolder;

  RunningBacklog(Path stateFolder) {
    this.stateFolder = stateFolder;
  }

  /** What nobody runs for isn't on its way. */
  @Override
  public Optional<Duration> oldest() {
    try {
      Lag lag = RunningApplication.of(stateFolder).status().lag();
      // The age is in whole seconds, rounded down.
      return lag.queued() == 0
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds(lag.oldestQueuedSeconds().orElse(0L) + 1));
    } catch (NotRunningException | IOException silent) {
      return Optional.empty();
    }
  }
}
