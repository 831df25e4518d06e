package dev.dualwrite.transition;

import dev.dualwrite.config.JdbcUrl;
import dev.dualwrite.config.Settings;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.State;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides the phase that an application starts in, when the properties file and the state don't say
 * the same.
 *
 * <p>The file is taken at its word, as it is at every start, with two exceptions: where the last
 * change could not rewrite it, the record is right; and authority doesn't move while keys are
 * queued that the coming primary lacks.
 */
public final class StartingPhase {
  private static final Logger logger = LoggerFactory.getLogger(StartingPhase.class);

  private StartingPhase() {}

  /** Returns the phase to start in, and records it. */
  public static Phase decide(Settings settings, State state, Clock clock) {
    PhaseHistory history = new PhaseHistory(state.documents());
    Optional<PhaseRecord> recorded = history.current();
    Phase inFile = settings.phase();
    Instant now = clock.instant();
    if (!history.isOf(JdbcUrl.database(settings.oldDatabase().url())) || recorded.isEmpty()) {
      history.current(PhaseRecord.first(inFile, now));
      return inFile;
    }
    Phase before = recorded.get().phase();
    if (before == inFile) {
      history.current(recorded.get().inFile());
      return inFile;
    }
    if (recorded.get().isOutdated(inFile)) {
      logger.warn(
          "The phase is {}, as it was changed at {}; dualwrite.phase still says {}: correct it.",
          before,
          recorded.get().since(),
          inFile);
      return before;
    }
    Move move = new Move(before, inFile);
    if (move.movesAuthority()) {
      logger.warn(
          "The phase is {}, as it was when the application ended. dualwrite.phase says {}, which"
              + " makes the {} database the primary: its gates are looked at once the application"
              + " has connected.",
          before,
          inFile,
          move.comingPrimary().label());
      return before;
    }
    logger.warn("The phase is {} now; it was {} when the application ended.", inFile, before);
    history.current(recorded.get().after(inFile, now).inFile());
    history.add(move, now, "the properties file, at a start", false, Pause.NONE);
    return inFile;
  }
}
