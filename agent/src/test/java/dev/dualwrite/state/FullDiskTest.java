package dev.dualwrite.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.SyncMode;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FullDiskTest {
  private static final TableName ORDERS = TableName.of("orders");
  private static final long WAIT = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path folder;

  private State state;

  @BeforeEach
  void open() throws Exception {
    FaultyDisk.reset();
    start();
  }

  @AfterEach
  void close() {
    FaultyDisk.setFull(false);
    state.close();
  }

  @Test
  void whatTheDiskDidNotTakeIsWrittenWhenThereIsRoom() throws Exception {
    state.queue().add(List.of(order(1)), Owed.KNOWN);
    state.documents().put("status", "before");
    assertTrue(state.flush(Duration.ofSeconds(60)));
    FaultyDisk.setFull(true);

    state.queue().add(List.of(order(2)), Owed.UNKNOWN);
    assertFalse(state.flush(Duration.ofSeconds(60)));
    Intent left = state.intents().begin("t1", List.of(order(3)), List.of());
    state.intents().begin("t2", List.of(order(4)), List.of()).close();
    state.intents().begin("t3", List.of(order(5)), List.of()).owe(Owed.KNOWN);
    state.documents().put("status", "after");
    state.unverified().add(ORDERS, "too many keys");
    FaultyDisk.setFull(false);
    await(() -> state.health().ok());

    assertTrue(left.awaitDurable(WAIT));
    assertTrue(state.flush(Duration.ofSeconds(60)));
    crashAndStart();
    assertEquals(
        List.of(order(1), order(2), order(3), order(5)),
        state.queue().due(10, Instant.now().plusSeconds(1)).stream()
            .map(QueuedKey::key)
            .sorted(java.util.Comparator.comparing(key -> (Integer) key.values().get(0)))
            .toList());
    assertEquals("after", state.documents().get("status").orElseThrow());
    assertEquals(ORDERS, state.unverified().all().get(0).table());
  }

  @Test
  void aBrokenStoreIsToldAndDelaysNobody() {
    breakIt();

    assertTrue(state.health().reason().orElseThrow().contains("No space left on device"));
    assertTrue(state.health().brokenSince().isPresent());
    Intent intent = state.intents().begin("t1", List.of(order(2)), List.of());
    assertFalse(intent.awaitDurable(Long.MAX_VALUE));
  }

  @Test
  void whoWaitsAsTheDiskFillsUpIsWoken() {
    FaultyDisk.setFull(true);

    Intent intent = state.intents().begin("t1", List.of(order(1)), List.of());

    assertFalse(intent.awaitDurable(Long.MAX_VALUE));
  }

  @Test
  void aDiskThatHangsIsWaitedForByNobodyAndCatchesUp() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    FaultyDisk.hangUntil(released);
    try {
      Intent first = state.intents().begin("t1", List.of(order(1)), List.of());
      assertFalse(first.awaitDurable(Long.MAX_VALUE));
      Intent second = state.intents().begin("t2", List.of(order(2)), List.of());
      assertFalse(second.awaitDurable(Long.MAX_VALUE));

      released.countDown();
      await(() -> first.awaitDurable(0) && second.awaitDurable(0));
      assertTrue(state.health().ok());
    } finally {
      released.countDown();
    }
  }

  @Test
  void keysAreReconciledFromMemoryWhileTheStoreIsBroken() {
    breakIt();
    state.queue().add(List.of(order(2)), Owed.KNOWN);

    List<QueuedKey> due = state.queue().due(10, Instant.now().plusSeconds(1));
    assertTrue(due.stream().anyMatch(key -> key.key().equals(order(2))));
    due.forEach(state.queue()::done);
    assertEquals(List.of(), state.queue().due(10, Instant.now().plusSeconds(1)));
  }

  @Test
  void figuresCountWhatIsInTheUnreachableFileToo() {
    state.queue().add(List.of(order(1)), Owed.KNOWN);
    assertTrue(state.flush(Duration.ofSeconds(60)));
    FaultyDisk.setFull(true);
    state.queue().add(List.of(order(2)), Owed.KNOWN);
    assertFalse(state.flush(Duration.ofSeconds(60)));

    assertTrue(state.queue().figures().queued() >= 2);
  }

  @Test
  void beyondTheBoundTheTableIsLeftToVerification() {
    breakIt();
    int many = StoredQueue.MAX_KEYS_IN_MEMORY / 2;
    for (int from = 0; from < 3 * many; from += many) {
      List<Key> keys = IntStream.range(from, from + many).mapToObj(FullDiskTest::order).toList();
      state.queue().add(keys, Owed.KNOWN);
    }

    assertEquals(ORDERS, state.unverified().all().get(0).table());
    assertTrue(state.queue().figures().queued() <= StoredQueue.MAX_KEYS_IN_MEMORY + 1);
  }

  @Test
  void aStateThatBeginsOnAFullDiskWritesWhenThereIsRoom() throws Exception {
    Intent intent = state.intents().begin("t1", List.of(order(1)), List.of());
    assertTrue(intent.awaitDurable(WAIT));
    FaultyDisk.setFull(true);
    state.close();
    start();
    state.queue().add(List.of(order(2)), Owed.KNOWN);
    assertFalse(state.flush(Duration.ofSeconds(60)));

    FaultyDisk.setFull(false);
    await(() -> state.health().ok());

    assertEquals(2, state.queue().figures().queued());
    assertEquals(
        Owed.UNKNOWN,
        state.queue().due(10, Instant.now().plusSeconds(1)).stream()
            .filter(key -> key.key().equals(order(1)))
            .findFirst()
            .orElseThrow()
            .owed());
  }

  private void breakIt() {
    FaultyDisk.setFull(true);
    state.queue().add(List.of(order(1)), Owed.KNOWN);
    assertFalse(state.flush(Duration.ofSeconds(60)));
    assertFalse(state.health().ok());
  }

  /** Ends without what a proper end would write. */
  private void crashAndStart() throws Exception {
    FaultyDisk.setFull(true);
    state.close();
    FaultyDisk.setFull(false);
    start();
  }

  private void start() throws Exception {
    StateFile file = new StateFile(folder, SyncMode.DISK, FaultyDisk.SCHEME);
    state = State.open(folder, "shop-1", file, Duration.ofSeconds(10));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + WAIT;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not in time");
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static Key order(int id) {
    return Key.of(ORDERS, List.of("id"), List.of(id));
  }
}
