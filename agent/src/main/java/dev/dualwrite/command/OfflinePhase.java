package dev.dualwrite.command;

import dev.dualwrite.config.Endpoint;
import dev.dualwrite.config.PhaseFile;
import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.endpoint.DriverLookup;
import dev.dualwrite.endpoint.EndpointConnections;
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
  private final Settings settings;
  private final ClassLoader applicationLoader;
  private final PhaseDesk desk;

  OfflinePhase(Settings settings, PhaseFile file, State state, ClassLoader applicationLoader) {
    this.settings = settings;
    this.applicationLoader = applicationLoader;
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
    Endpoint endpoint = endpoint(side);
    return Database.of(
        side,
        Dialects.forUrl(endpoint.url()),
        new EndpointConnections(endpoint, new DriverLookup(side, endpoint, applicationLoader)));
  }

  private Endpoint endpoint(Side side) {
    switch (side) {
      case OLD:
        return settings.oldDatabase();
      case NEW:
        return settings
            .newDatabase()
            .orElseThrow(() -> new IllegalStateException("dualwrite.new.url isn't set"));
    }
    throw new AssertionError(side);
  }
}
