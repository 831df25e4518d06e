package dev.dualwrite.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.SyncMode;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StateTest {
  private static final TableName ORDERS = TableName.of("shop", "orders");

  @TempDir Path folder;

  @Test
  void whatWasPutIsThereAfterAnotherStart() throws Exception {
    try (State state = open()) {
      state.queue().add(List.of(order(1), order(2)), Owed.KNOWN);
      state.unverified().add(ORDERS, "too many keys");
      state.documents().put("status", "{\"phase\":\"both-required\"}");
    }

    try (State state = open()) {
      assertEquals(2, state.queue().figures().queued());
      assertEquals("too many keys", state.unverified().all().get(0).reason());
      assertEquals(Optional.of("{\"phase\":\"both-required\"}"), state.documents().get("status"));
    }
  }

  @Test
  void aDocumentThatWasRemovedIsNotThereAfterAnotherStart() throws Exception {
    try (State state = open()) {
      state.documents().put("status", "{}");
      state.documents().remove("status");
    }

    try (State state = open()) {
      assertEquals(Optional.empty(), state.documents().get("status"));
    }
  }

  @Test
  void aSecondStateInTheFolderIsRefusedAndToldWhoHasItAndWhatToDo() throws Exception {
    try (State first = open()) {
      StateInUseException refused = assertThrows(StateInUseException.class, this::open);

      assertTrue(refused.getMessage().contains(folder.toRealPath().toString()));
      assertTrue(refused.getMessage().contains("shop-1"));
      assertTrue(refused.getMessage().contains("" + ProcessHandle.current().pid()));
      assertTrue(refused.getMessage().contains("dualwrite.state.dir"));
      assertTrue(first.health().ok());
    }
    open().close();
  }

  @Test
  void theFolderIsMade() throws Exception {
    State.open(folder.resolve("a/b"), "shop-1", SyncMode.OS).close();

    assertTrue(Files.isDirectory(folder.resolve("a/b")));
  }

  @Test
  void aFileThatIsNoStoreIsSetAsideAndKept() throws Exception {
    byte[] foreign =
        "this is no store".repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(folder.resolve("state.mv"), foreign);

    try (State state = open()) {
      assertTrue(state.health().ok());
      state.queue().add(List.of(order(1)), Owed.KNOWN);
      assertTrue(state.flush(Duration.ofSeconds(30)));
    }
    assertEquals(1, setAside().size());
    assertEquals(foreign.length, Files.size(setAside().get(0)));
  }

  @Test
  void aStoreOfANewerFormatIsSetAsideAndKept() throws Exception {
    try (MVStore newer = MVStore.open(folder.resolve("state.mv").toString())) {
      newer.setStoreVersion(Store.FORMAT + 1);
      newer.openMap("queue.entries").put("something", "else");
    }

    try (State state = open()) {
      assertEquals(0, state.queue().figures().queued());
    }
    assertEquals(1, setAside().size());
  }

  @Test
  void aTableStaysUnverifiedWhenItWasMarkedSinceTheVerificationBegan() throws Exception {
    try (State state = open()) {
      Instant before = Instant.now().minusSeconds(1);
      state.unverified().add(ORDERS, "too many keys");

      assertFalse(state.unverified().verified(ORDERS, before));
      assertTrue(state.unverified().verified(ORDERS, Instant.now().plusSeconds(1)));
      assertEquals(List.of(), state.unverified().all());
    }

    try (State state = open()) {
      assertEquals(List.of(), state.unverified().all());
    }
  }

  @Test
  void theWriterEndsWithTheStateAndTheStoreHasNoThreadOfItsOwn() throws Exception {
    Set<Thread> others = threads();
    try (State state = open()) {
      state.queue().add(List.of(order(1)), Owed.KNOWN);
      assertTrue(state.flush(Duration.ofSeconds(30)));
      assertEquals(List.of("dualwrite-state-1"), namesOfThreadsBeside(others));
    }
    assertEquals(List.of(), namesOfThreadsBeside(others));
  }

  private static List<String> namesOfThreadsBeside(Set<Thread> others) {
    Set<Thread> threads = threads();
    threads.removeAll(others);
    return threads.stream().map(Thread::getName).toList();
  }

  /** Other tests may have left a state open. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .filter(thread -> thread.getName().matches("(dualwrite-state|H2).*"))
        .collect(Collectors.toSet());
  }

  private List<Path> setAside() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().contains(".unreadable-")).toList();
    }
  }

  private State open() throws StateInUseException, IOException {
    return State.open(folder, "shop-1", new StateFile(folder, SyncMode.OS), Duration.ZERO);
  }

  private static Key order(int id) {
    return Key.of(ORDERS, List.of("id"), List.of(id));
  }
}
