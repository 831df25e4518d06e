package dev.dualwrite.command;

import dev.dualwrite.backfill.MirrorLag;
import dev.dualwrite.operations.NotRunningException;
import dev.dualwrite.operations.RunningApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How many keys the running application of a state folder has queued. */
final class BackfillLag implements MirrorLag {
  private final Path stateFolder;

  BackfillLag(Path stateFolder) {
    this.stateFolder = stateFolder;
  }

  @Override
  public OptionalLong queued() {
    try {
      return OptionalLong.of(RunningApplication.of(stateFolder).status().lag().queued());
    } catch (NotRunningException | IOException silent) {
      return OptionalLong.empty();
    }
  }
}
