package dev.dualwrite.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.operations.Lag;
import dev.dualwrite.operations.Retry;
import dev.dualwrite.operations.RetryScope;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryCommandTest {
  @TempDir Path folder;
  private final AtomicLong queued = new AtomicLong();
  private final AtomicLong parked = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();

  /** Drains one key a look, from the moment on that it is asked to. */
  private final Retry draining =
      scope -> {
        looks.set(1);
        long unparked = scope == RetryScope.QUEUED_AND_PARKED ? parked.getAndSet(0) : 0;
        queued.addAndGet(unparked);
        return unparked;
      };

  @Test
  void itWaitsUntilTheQueueIsEmpty() throws Exception {
    queued.set(3);
    try (RunningInstance application = start()) {
      CommandRun run = application.run("retry", "--wait", "60");

      assertEquals(0, run.exitCode(), run.err());
      assertTrue(run.out().contains("0 keys left in the queue, 0 keys parked."), run.out());
      assertTrue(run.out().contains("by the running application"), run.out());
    }
  }

  @Test
  void parkedKeysStayParkedUnlessTheyAreAskedFor() throws Exception {
    parked.set(2);
    try (RunningInstance application = start()) {
      CommandRun left = application.run("retry");
      assertEquals(1, left.exitCode(), left.err());
      assertTrue(left.out().contains("2 keys parked."), left.out());

      CommandRun tried = application.run("retry", "--parked", "--json");
      assertEquals(0, tried.exitCode(), tried.err());
      Map<String, Object> json = JSON.std.mapFrom(tried.out());
      assertEquals(2, json.get("unparked"));
      assertEquals(true, json.get("done"));
    }
  }

  @Test
  void itWaitsNoLongerThanItWasTold() throws Exception {
    queued.set(1_000_000);
    try (RunningInstance application = start()) {
      CommandRun run = application.run("retry", "--wait", "0");

      assertEquals(1, run.exitCode(), run.err());
      assertTrue(run.out().contains("wait longer with --wait"), run.out());
    }
  }

  @Test
  void withoutAnyStateItFails() throws Exception {
    assertEquals(3, RunningInstance.run(folder, "retry").exitCode());
  }

  private RunningInstance start() throws Exception {
    return RunningInstance.start(
        folder,
        status -> {
          if (looks.get() > 0) {
            queued.updateAndGet(now -> Math.max(0, now - 1));
          }
          status.lag(new Lag(queued.get(), 0, parked.get(), Optional.empty(), 0));
        },
        draining);
  }
}
