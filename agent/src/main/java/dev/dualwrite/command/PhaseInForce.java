package dev.dualwrite.command;

import dev.dualwrite.config.Settings;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.State;
import dev.dualwrite.transition.PhaseHistory;

/**
 * The phase that an application is in, which its properties file may not say (yet): a command that
 * took the file's word could copy rows from the database that is no longer the primary.
 */
final class PhaseInForce {
  private PhaseInForce() {}

  /**
   * Returns the settings in that phase.
   *
   * @throws CommandFailure when an application has the state, and doesn't answer
   */
  static Settings in(Settings settings) throws CommandFailure {
    return State.isIn(settings.stateDir().toAbsolutePath())
        ? settings.inPhase(phase(settings))
        : settings;
  }

  /** The same, of an application that left its state. */
  static Settings in(Settings settings, State state) {
    return settings.inPhase(new PhaseHistory(state.documents()).phase(settings.phase()));
  }

  private static Phase phase(Settings settings) throws CommandFailure {
    return new ApplicationState(settings)
        .find(
            application -> Phase.parse(application.status().phase()).orElse(settings.phase()),
            state -> in(settings, state).phase());
  }
}
