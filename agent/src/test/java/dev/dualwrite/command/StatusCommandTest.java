package dev.dualwrite.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.operations.Condition;
import dev.dualwrite.operations.Lag;
import dev.dualwrite.operations.Status;
import dev.dualwrite.operations.StatusSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
  @TempDir Path folder;

  @Test
  void anApplicationInOrderIsClean() throws Exception {
    try (RunningInstance application = start(StatusCommandTest::inOrder)) {
      CommandRun run = application.run("status");

      assertEquals(0, run.exitCode(), run.err());
      assertTrue(run.out().startsWith("shop-1, phase both-required: running for "), run.out());
      assertTrue(run.out().contains("\nClean: nothing is queued"), run.out());
      assertTrue(run.out().contains("there is no log yet"), run.out());
    }
  }

  @Test
  void whatIsQueuedIsADifference() throws Exception {
    StatusSource source =
        status ->
            inOrder(status).lag(new Lag(100, 3, 2, Optional.of(125L), 10)).waiting("items", 100, 2);
    try (RunningInstance application = start(source)) {
      CommandRun run = application.run("status");

      assertEquals(1, run.exitCode(), run.err());
      assertTrue(run.out().contains("NOT CLEAN: 100 keys queued, 2 keys parked."), run.out());
      assertTrue(
          run.out()
              .contains("100 keys, the oldest for 2 min 5 s, 10.0 a second go, about 10 s left"),
          run.out());
      assertTrue(run.out().contains("2 keys (command: retry --parked)"), run.out());
    }
  }

  @Test
  void theSameIsThereAsJson() throws Exception {
    StatusSource source =
        status -> inOrder(status).lag(new Lag(5, 0, 0, Optional.of(1L), 0)).waiting("items", 5, 0);
    try (RunningInstance application = start(source)) {
      CommandRun run = application.run("status", "--json");

      Map<String, Object> json = JSON.std.mapFrom(run.out());
      assertEquals(1, run.exitCode(), run.err());
      assertEquals("running", json.get("application"));
      assertEquals(5, ((Map<?, ?>) json.get("lag")).get("queued"));
      assertFalse(json.containsKey("openDivergences"));
    }
  }

  @Test
  void anOpenDivergenceIsADifference() throws Exception {
    Files.writeString(
        folder.resolve("divergence.jsonl"),
        "{\"kind\":\"unmirrored\",\"action\":\"logged\",\"id\":\"1\"}\n");
    try (RunningInstance application = start(StatusCommandTest::inOrder)) {
      CommandRun run = application.run("status", "--json");

      assertEquals(1, run.exitCode(), run.err());
      assertEquals(1, JSON.std.mapFrom(run.out()).get("openDivergences"));
    }
  }

  @Test
  void aFolderWithoutStateIsNotTakenForACleanOne() throws Exception {
    CommandRun run = RunningInstance.run(folder, "status");

    assertEquals(3, run.exitCode());
    assertTrue(run.err().contains("There is no state at " + folder.resolve("state")), run.err());
    assertFalse(Files.exists(folder.resolve("state")), "and none is made");
  }

  @Test
  void whatAnApplicationIsCalledCannotSteerTheTerminal() throws Exception {
    StatusSource source = status -> inOrder(status).written("a\u001b[2Jb", 1, 0);
    try (RunningInstance application = start(source)) {
      assertFalse(application.run("status").out().contains("\u001b"));
    }
  }

  private RunningInstance start(StatusSource source) throws Exception {
    return RunningInstance.start(folder, source, scope -> 0);
  }

  private static Status.Builder inOrder(Status.Builder status) {
    return status
        .phase("both-required", "inline")
        .condition(Condition.INLINE)
        .written("items", 7, 0);
  }
}
