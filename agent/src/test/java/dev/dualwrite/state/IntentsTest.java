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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IntentsTest {
  private static final TableName ORDERS = TableName.of("orders");
  private static final long WAIT = TimeUnit.SECONDS.toNanos(30);

  @TempDir Path folder;

  private State state;

  @BeforeEach
  void open() throws Exception {
    state = State.open(folder, "shop-1", SyncMode.OS);
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void anIntentThatWasOpenAsTheProcessEndedIsAQueuedKeyOfUnknownOutcome() throws Exception {
    Intent intent = begin(order(1), order(2));
    assertTrue(intent.awaitDurable(WAIT));

    startAgain();

    List<QueuedKey> due = due();
    assertEquals(List.of(order(1), order(2)), keys(due));
    assertEquals(Owed.UNKNOWN, due.get(0).owed());
    assertEquals(0, due.get(0).looks());
  }

  @Test
  void anIntentThatWasClosedLeavesNothing() throws Exception {
    Intent intent = begin(order(1));
    assertTrue(intent.awaitDurable(WAIT));
    intent.close();

    startAgain();

    assertEquals(0, state.queue().figures().queued());
  }

  @Test
  void anIntentThatIsOwedIsQueuedAndNoLongerAnIntent() throws Exception {
    Intent intent = begin(order(1));
    assertTrue(intent.awaitDurable(WAIT));
    intent.owe(Owed.KNOWN);

    assertEquals(Owed.KNOWN, due().get(0).owed());
    startAgain();
    assertEquals(Owed.KNOWN, due().get(0).owed());
    assertEquals(1, state.queue().figures().queued());
  }

  @Test
  void anIntentThatIsOwedBeforeItWasWrittenIsQueued() {
    begin(order(1)).owe(Owed.UNKNOWN);

    assertEquals(Owed.UNKNOWN, due().get(0).owed());
  }

  @Test
  void onlyTheFirstEndOfAnIntentCounts() {
    Intent intent = begin(order(1));
    intent.close();
    intent.owe(Owed.KNOWN);

    assertEquals(List.of(), due());
  }

  @Test
  void aKeyWithAnOpenIntentIsNotDueUntilItEnds() throws Exception {
    state.queue().add(List.of(order(1), order(2)), Owed.KNOWN);
    Intent intent = begin(order(1));

    assertEquals(List.of(order(2)), keys(due()));
    assertTrue(state.intents().isOpen(order(1)));
    assertTrue(state.queue().awaitChange(Duration.ZERO));

    intent.close();
    assertTrue(state.queue().awaitChange(Duration.ofSeconds(30)));
    assertEquals(List.of(order(1), order(2)), keys(due()));
    assertFalse(state.intents().isOpen(order(1)));
  }

  @Test
  void theNextDueTimeLeavesOutKeysWithAnOpenIntent() {
    state.queue().add(List.of(order(1)), Owed.KNOWN);
    Intent intent = begin(order(1));

    assertTrue(state.queue().nextDue().isEmpty());
    intent.close();
    assertTrue(state.queue().nextDue().isPresent());
  }

  @Test
  void wholeTablesAreUnverifiedWhenTheIntentIsOwed() {
    state.intents().begin("t1", List.of(), List.of(ORDERS)).owe(Owed.KNOWN);

    assertEquals(ORDERS, state.unverified().all().get(0).table());
  }

  @Test
  void wholeTablesAreUnverifiedWhenTheProcessEndedInTheCommit() throws Exception {
    Intent intent = state.intents().begin("t1", List.of(), List.of(ORDERS));
    assertTrue(intent.awaitDurable(WAIT));
    assertEquals(List.of(), state.unverified().all());

    startAgain();

    assertEquals(ORDERS, state.unverified().all().get(0).table());
    assertTrue(state.unverified().all().get(0).reason().contains("t1"));
  }

  @Test
  void aKeyThatCanNotBeWrittenLeavesItsTableToVerification() {
    Key unknowable = Key.of(ORDERS, List.of("id"), List.of(new Object()));
    Intent intent = state.intents().begin("t1", List.of(unknowable), List.of());
    intent.owe(Owed.KNOWN);

    assertEquals(ORDERS, state.unverified().all().get(0).table());
    assertEquals(List.of(), due());
  }

  @Test
  void anInterruptDoesNotEndTheWaitAndIsKept() {
    Intent intent = begin(order(1));
    Thread.currentThread().interrupt();

    assertTrue(intent.awaitDurable(WAIT));
    assertTrue(Thread.interrupted());
  }

  @Test
  void intentsOfManyThreadsAreAllDurable() throws Exception {
    long threads = 8;
    List<Thread> all = new java.util.ArrayList<>();
    List<Intent> left = new java.util.concurrent.CopyOnWriteArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                for (int j = 0; j < 200; j++) {
                  Intent intent = begin(order(number * 1000 + j));
                  assertTrue(intent.awaitDurable(WAIT));
                  if (j % 10 == 0) {
                    left.add(intent);
                  } else {
                    intent.close();
                  }
                }
              });
      thread.start();
      all.add(thread);
    }
    for (Thread thread : all) {
      thread.join();
    }

    startAgain();

    assertEquals(threads * 20, left.size());
    assertEquals(threads * 20, state.queue().figures().queued());
  }

  private void startAgain() throws Exception {
    state.close();
    open();
  }

  private Intent begin(Key... keys) {
    return state.intents().begin("t1", List.of(keys), List.of());
  }

  private List<QueuedKey> due() {
    return state.queue().due(100, Instant.now().plusSeconds(1));
  }

  private static List<Key> keys(List<QueuedKey> queued) {
    return queued.stream().map(QueuedKey::key).toList();
  }

  private static Key order(int id) {
    return Key.of(ORDERS, List.of("id"), List.of(id));
  }
}
