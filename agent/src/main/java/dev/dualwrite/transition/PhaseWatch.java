package dev.dualwrite.transition;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.PhaseFile;
import dev.dualwrite.phase.Phase;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that somebody has written another phase into the properties file, and rewrites it for those
 * who ask otherwise. Used by several threads; holds its lock over reads of that file only.
 */
final class PhaseWatch {
  private static final Logger logger = LoggerFactory.getLogger(PhaseWatch.class);

  private final PhaseFile file;
  private final PhaseHistory history;

  /** What follows is guarded by this. */
  private Optional<FileTime> seen = Optional.empty();

  private Optional<Phase> inFile;

  /**
   * Watches a file.
   *
   * @param phase that the application is in, whatever the file says
   */
  PhaseWatch(PhaseFile file, PhaseHistory history, Phase phase) {
    this.file = file;
    this.history = history;
    this.inFile = Optional.of(phase);
  }

  /**
   * The phase that was written into the file since the last look, or before the start; empty when
   * none was, or when it is one that the last change should have rewritten.
   */
  synchronized Optional<Phase> look() {
    Optional<FileTime> now = changed();
    if (now.equals(seen)) {
      return Optional.empty();
    }
    seen = now;
    Optional<Phase> read = read();
    if (read.isEmpty() || read.equals(inFile)) {
      return Optional.empty();
    }
    inFile = read;
    return history.current().filter(record -> record.isOutdated(read.get())).isPresent()
        ? Optional.empty()
        : read;
  }

  /**
   * Writes a phase into the file.
   *
   * @return why the next start would not have it; empty when it would
   */
  synchronized Optional<String> write(Phase phase) {
    try {
      file.write(phase);
      seen = changed();
      inFile = Optional.of(phase);
    } catch (IOException failure) {
      return Optional.of(
          file.path()
              + " could not be rewritten ("
              + failure
              + "): set dualwrite.phase="
              + phase
              + " there");
    }
    return file.overriddenBy()
        .map(
            origin ->
                "dualwrite.phase is overridden by " + origin + ": set it to " + phase + " there");
  }

  private Optional<FileTime> changed() {
    try {
      return Optional.of(file.changed());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private Optional<Phase> read() {
    try {
      return Optional.of(file.read());
    } catch (ConfigurationException wrong) {
      logger.warn("The changed configuration is not taken over: {}", wrong.getMessage());
      return Optional.empty();
    }
  }
}
