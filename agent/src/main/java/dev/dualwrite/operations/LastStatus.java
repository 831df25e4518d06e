package dev.dualwrite.operations;

import dev.dualwrite.config.Settings;
import dev.dualwrite.state.State;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The status of an application that doesn't run: what it said last, and what is queued now. */
public final class LastStatus {
  private LastStatus() {}

  /** Puts it together from the state that the application left. */
  public static Status of(State state, Settings settings, Clock clock) {
    Status.Builder status =
        said(state).map(LastStatus::ended).orElseGet(() -> silent(settings)).nothingWaiting();
    new StateStatus(state, () -> 0, clock).describe(status);
    return status.build();
  }

  private static Optional<Status> said(State state) {
    Optional<String> document = state.documents().get(DocumentStore.STATUS);
    try {
      return document.isPresent() ? Optional.of(StatusJson.read(document.get())) : Optional.empty();
    } catch (IOException foreign) {
      return Optional.empty();
    }
  }

  /** What says that it runs was said by a process that had no time to say more. */
  private static Status.Builder ended(Status last) {
    Life life = last.life() == Life.RUNNING ? Life.VANISHED : last.life();
    return last.change().life(life).store(StoreStatus.well());
  }

  private static Status.Builder silent(Settings settings) {
    return Status.of(settings.instance(), 0, Instant.EPOCH, Instant.EPOCH)
        .phase(settings.phase().label(), settings.mirror().name().toLowerCase(Locale.ROOT))
        .life(Life.VANISHED);
  }
}
