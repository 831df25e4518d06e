package dev.dualwrite.operations;

import dev.dualwrite.state.QueueFigures;
import dev.dualwrite.state.State;
import dev.dualwrite.state.StoreHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/** What the durable state knows: the queue, the tables to verify, and how the store is. */
public final class StateStatus implements StatusSource {
  private final State state;
  private final DoubleSupplier drainedPerSecond;
  private final Clock clock;

  /** Creates a view of the state; {@code drainedPerSecond} is asked of whoever drains it. */
  public StateStatus(State state, DoubleSupplier drainedPerSecond, Clock clock) {
    this.state = state;
    this.drainedPerSecond = drainedPerSecond;
    this.clock = clock;
  }

  @Override
  public void describe(Status.Builder status) {
    describe(state.queue().figures(), status);
    status.unverified(
        state.unverified().all().stream()
            .map(table -> table.table().toString())
            .collect(Collectors.toList()));
    StoreHealth health = state.health();
    if (!health.ok()) {
      status.store(StoreStatus.broken(health.brokenSince(), health.reason().orElse("unknown")));
    }
  }

  private void describe(QueueFigures queue, Status.Builder status) {
    Instant now = clock.instant();
    status.lag(
        new Lag(
            queue.queued(),
            queue.rechecks(),
            queue.parked(),
            queue
                .oldestQueued()
                .map(since -> Math.max(0, Duration.between(since, now).toSeconds())),
            drainedPerSecond.getAsDouble()));
    queue
        .tables()
        .forEach(
            (table, figures) ->
                status.waiting(table.toString(), figures.queued(), figures.parked()));
  }
}
