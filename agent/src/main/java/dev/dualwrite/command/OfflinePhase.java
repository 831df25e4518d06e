package dev.dualwrite.command;

import dev.dualwrite.config.PhaseFile;
import dev.dualwrite.config.Settings;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.Database;
import dev.dualwrite.state.State;
import dev.dualwrite.transition.ChangeRequest;
import dev.dualwrite.transition.ChangeResult;
import dev.dualwrite.transition.PhaseDesk;
import java.time.Clock;
import java.util.Map;

/** The phase of an application that doesn't run: it is changed for its next start. */
final class OfflinePhase {
  private final ConfiguredDatabases databases;
  private final PhaseDesk desk;

  OfflinePhase(Settings settings, PhaseFile file, State state, ClassLoader applicationLoader) {
    this.databases = new ConfiguredDatabases(settings, applicationLoader);
    CurrentPhase phase = new CurrentPhase(PhaseInForce.in(settings, state).phase());
    this.desk =
        PhaseDesk.of(settings, file, phase, state, this::database, () -> {}, Clock.systemUTC());
  }

  Map<String, Object> view() {
    return desk.view();
  }

  ChangeResult change(ChangeRequest request) {
    return desk.change(request);
  }

  private Database database(Side side) {
    try {
      return databases.database(side);
    } catch (CommandFailure missing) {
      throw new IllegalStateException(missing.getMessage(), missing);
    }
  }
}
