package dev.dualwrite.command;

import dev.dualwrite.config.Settings;
import dev.dualwrite.operations.NotRunningException;
import dev.dualwrite.operations.RunningApplication;
import dev.dualwrite.state.State;
import dev.dualwrite.state.StateInUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The state of an application, told by itself if it runs, else read from its folder; of the two
 * there is always one that works, but for the moment in which the application starts or ends.
 */
final class ApplicationState {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final Settings settings;

  ApplicationState(Settings settings) {
    this.settings = settings;
  }

  /** What a command learns from the running application. */
  interface Running<T> {
    T from(RunningApplication application) throws NotRunningException, IOException, CommandFailure;
  }

  /** What a command learns from the state that an application left. */
  interface Ended<T> {
    T from(State state) throws IOException, CommandFailure;
  }

  /**
   * Asks the running application, or reads the state of one that ended.
   *
   * @throws CommandFailure when there is neither
   */
  <T> T find(Running<T> running, Ended<T> ended) throws CommandFailure {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      String silence;
      try {
        return running.from(RunningApplication.of(folder()));
      } catch (NotRunningException | IOException failure) {
        silence = failure.getMessage();
      }
      try (State state = open()) {
        return ended.from(state);
      } catch (StateInUseException inUse) {
        if (System.nanoTime() - deadline > 0) {
          throw new CommandFailure(
              inUse.getMessage() + " It doesn't answer: " + silence + ".", inUse);
        }
      } catch (IOException unreadable) {
        throw new CommandFailure(
            "The state in " + folder() + " can't be read: " + unreadable.getMessage(), unreadable);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private State open() throws CommandFailure, StateInUseException, IOException {
    if (!Files.isDirectory(folder())) {
      throw new CommandFailure(
          "There is no state at "
              + folder()
              + " (dualwrite.state.dir). The agent makes it as it starts; a relative path starts"
              + " at the application's working directory, so run this command there.");
    }
    return State.open(folder(), "the command line", settings.stateSync());
  }

  private Path folder() {
    return settings.stateDir().toAbsolutePath();
  }
}
