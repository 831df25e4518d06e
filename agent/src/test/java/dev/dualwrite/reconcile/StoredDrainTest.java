package dev.dualwrite.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.MirrorMode;
import dev.dualwrite.config.SyncMode;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.State;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drain with the queue that it has in production. */
class StoredDrainTest {
  private static final int BOUND_SECONDS = 60;
  private static final int KEYS = 3_000;

  @Test
  void whatWasQueuedBeforeARestartIsDrainedAfterwards(@TempDir Path folder) throws Exception {
    try (ReconcileBench bench = ReconcileBench.of(Vendor.H2)) {
      bench.onBoth("CREATE TABLE items (id INT PRIMARY KEY, name VARCHAR(20))");
      bench.onPrimary("INSERT INTO items SELECT x, 'n' || x FROM SYSTEM_RANGE(1, " + KEYS + ")");
      bench.onSecondary("INSERT INTO items VALUES (0, 'extra')");
      try (State state = State.open(folder, "instance-1", SyncMode.OS)) {
        List<Object> ids = new ArrayList<>();
        for (int id = 0; id <= KEYS; id++) {
          ids.add(id);
        }
        state.queue().add(bench.keys("items", ids.toArray()), Owed.KNOWN);
      }
      ReconcileReports silent =
          new ReconcileReports(
              record -> {}, () -> Phase.BOTH_REQUIRED, MirrorMode.INLINE, "instance-1");
      try (State state = State.open(folder, "instance-1", SyncMode.OS);
          Drain drain =
              new Drain(
                  state.queue(),
                  bench.reconciler,
                  () -> true,
                  silent,
                  Duration.ofSeconds(1),
                  Clock.systemUTC())) {
        drain.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        // Looked at again for twenty minutes, since what the process before did last isn't known.
        while (state.queue().figures().queued() > 0) {
          assertTrue(System.nanoTime() < deadline, "the queue drains");
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
      }
      assertEquals(
          List.of("1," + KEYS + "," + KEYS),
          Sql.query(bench.secondary, "SELECT min(id), max(id), count(*) FROM items"));
    }
  }
}
