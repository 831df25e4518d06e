package dev.dualwrite.command;

import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.divergence.DivergenceReport;
import dev.dualwrite.plan.SqlMasker;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;

/** Counts the divergences that the log holds and nothing has resolved. */
final class OpenDivergences {
  private OpenDivergences() {}

  /**
   * Reads the log; empty when there is none.
   *
   * @throws CommandFailure when it can't be read
   */
  static OptionalLong count(Settings settings) throws CommandFailure {
    SqlMasker masker = new SqlMasker(Dialects.forUrl(settings.oldDatabase().url()).lexing());
    try {
      return OptionalLong.of(DivergenceReport.read(settings.divergenceLog(), masker).open());
    } catch (NoSuchFileException none) {
      return OptionalLong.empty();
    } catch (IOException unreadable) {
      throw new CommandFailure(
          "The divergence log "
              + settings.divergenceLog().toAbsolutePath()
              + " cannot be read: "
              + unreadable,
          unreadable);
    }
  }
}
