package dev.dualwrite.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.SyncMode;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FileSizeTest {
  private static final int KEYS = 10_000;
  private static final int AT_ONCE = 20;
  private static final int A_COMMIT = 300;
  private static final long ROOM = 16 << 20;

  @TempDir Path folder;

  private long largest;

  /** Keys come and go in no order, so that each commit touches pages all over the file. */
  @Test
  void aLongQueueThatIsDrainedByTheNextProcessNeedsLittleRoom() throws Exception {
    List<Key> keys =
        IntStream.range(0, KEYS).mapToObj(FileSizeTest::order).collect(Collectors.toList());
    Collections.shuffle(keys, new Random(1));
    try (State state = open()) {
      for (int i = 0; i < KEYS; i += AT_ONCE) {
        state.queue().add(keys.subList(i, i + AT_ONCE), Owed.KNOWN);
        commit(state);
      }
    }
    try (State state = open()) {
      Instant now = Instant.now();
      Instant later = now.plusSeconds(60);
      drain(state, now, key -> state.queue().settled(key, later));
      drain(state, later, state.queue()::done);
    }

    assertTrue(largest < ROOM, () -> "the file had " + largest + " bytes");
  }

  private interface Answer {
    void give(QueuedKey key);
  }

  private void drain(State state, Instant now, Answer answer) throws Exception {
    int answered = 0;
    for (List<QueuedKey> due = due(state, now); !due.isEmpty(); due = due(state, now)) {
      due.forEach(answer::give);
      answered += due.size();
      commit(state);
    }
    assertEquals(KEYS, answered);
  }

  private static List<QueuedKey> due(State state, Instant now) {
    return state.queue().due(A_COMMIT, now);
  }

  private void commit(State state) throws Exception {
    assertTrue(state.flush(Duration.ofSeconds(60)));
    largest = Math.max(largest, Files.size(folder.resolve("state.mv")));
  }

  private State open() throws Exception {
    return State.open(folder, "test", SyncMode.OS);
  }

  private static Key order(int id) {
    return Key.of(TableName.of("orders"), List.of("id"), List.of(id));
  }
}
