package dev.dualwrite.command;

import dev.dualwrite.backfill.MirrorLag;
import dev.dualwrite.operations.Condition;
import dev.dualwrite.operations.NotRunningException;
import dev.dualwrite.operations.RunningApplication;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Whether the running application of a state folder has to catch up with the secondary. Queued keys
 * alone don't tell: they may wait for nothing but the rows that are to be copied yet.
 */
final class BackfillLag implements MirrorLag {
  private final Path stateFolder;

  BackfillLag(Path stateFolder) {
    this.stateFolder = stateFolder;
  }

  @Override
  public boolean fallsBehind() {
    try {
      return RunningApplication.of(stateFolder).status().condition() == Condition.CATCHING_UP;
    } catch (NotRunningException | IOException silent) {
      return false;
    }
  }
}
