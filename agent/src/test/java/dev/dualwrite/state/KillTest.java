package dev.dualwrite.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.SyncMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed (SIGKILL) as it begins and ends intents. */
@Timeout(120)
class KillTest {
  private static final int KILLS = 6;

  @TempDir Path folder;

  @Test
  void whatWasDurableAndNotEndedIsQueuedAfterAKillAtAnyMoment() throws Exception {
    Random random = new Random();
    for (int kill = 0; kill < KILLS; kill++) {
      Set<Integer> open = runAndKill(kill, 1 + random.nextInt(1_500));

      try (State state = open()) {
        assertTrue(state.health().ok());
        Set<Integer> queued = drain(state);
        open.removeAll(queued);
        assertEquals(Set.of(), open, "durable, not ended, and not queued");
      }
    }
  }

  @Test
  void theFolderOfARunningProcessIsRefusedAndToldWhoHasIt() throws Exception {
    Process process = start(0);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.readLine();
      StateFile file = new StateFile(folder, SyncMode.OS);

      StateInUseException refused =
          assertThrows(
              StateInUseException.class,
              () -> State.open(folder, "second", file, Duration.ofMillis(100)));

      assertTrue(refused.getMessage().contains("killed, process " + process.pid()));
    } finally {
      process.destroyForcibly().waitFor();
    }
    open().close();
  }

  private Set<Integer> runAndKill(int run, int lines) throws Exception {
    Process process = start(run);
    Set<Integer> open = new HashSet<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < lines; i++) {
        note(output.readLine(), open);
      }
      // Not the process itself, which would close the stream with lines in it.
      process.toHandle().destroyForcibly();
      String line;
      while ((line = output.readLine()) != null) {
        note(line, open);
      }
    }
    process.waitFor();
    assertTrue(!open.isEmpty() || lines < 2);
    return open;
  }

  /** A line may end in the middle as the process does; such an intent wasn't told. */
  private static void note(String line, Set<Integer> open) {
    if (line == null) {
      throw new IllegalStateException("The process ended by itself");
    }
    if (!line.endsWith(";")) {
      return;
    }
    int id = Integer.parseInt(line.substring(1, line.length() - 1));
    if (line.charAt(0) == '+') {
      open.add(id);
    } else {
      open.remove(id);
    }
  }

  private static Set<Integer> drain(State state) {
    Set<Integer> ids = new TreeSet<>();
    List<QueuedKey> due = due(state);
    while (!due.isEmpty()) {
      for (QueuedKey key : due) {
        ids.add((Integer) key.key().values().get(0));
        state.queue().done(key);
      }
      due = due(state);
    }
    return ids;
  }

  private static List<QueuedKey> due(State state) {
    return state.queue().due(100, Instant.now().plusSeconds(60));
  }

  private Process start(int run) throws IOException {
    SyncMode sync = run % 2 == 0 ? SyncMode.OS : SyncMode.DISK;
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledProcess.class.getName(),
            folder.toString(),
            sync.name(),
            Integer.toString(run * 10_000_000))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private State open() throws Exception {
    return State.open(folder, "test", SyncMode.OS);
  }
}
