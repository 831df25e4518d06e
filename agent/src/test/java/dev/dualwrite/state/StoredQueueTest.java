package dev.dualwrite.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.SyncMode;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoredQueueTest {
  private static final TableName ORDERS = TableName.of("orders");
  private static final TableName ITEMS = TableName.of("items");

  @TempDir Path folder;

  private State state;
  private RetryQueue queue;

  @BeforeEach
  void open() throws Exception {
    state = State.open(folder, "shop-1", SyncMode.OS);
    queue = state.queue();
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void aKeyIsDueUntilItIsDone() {
    add(key(ORDERS, 1), Owed.KNOWN);

    QueuedKey due = onlyDue();
    assertEquals(key(ORDERS, 1), due.key());
    assertEquals(key(ORDERS, 1), onlyDue().key());

    queue.done(due);
    assertEquals(List.of(), due(now()));
    assertTrue(queue.figures().tables().isEmpty());
  }

  @Test
  void itOwesWhatIsQueuedOrParkedAndNotWhatIsOnlyLookedAtOnceMore() {
    add(key(ORDERS, 1), Owed.KNOWN);
    queue.park(onlyDue(), "no such column");
    add(key(ORDERS, 2), Owed.UNKNOWN);
    queue.settled(onlyDue(), now().plusSeconds(60));
    add(key(ORDERS, 3), Owed.KNOWN);

    Set<Key> asked =
        Set.of(key(ORDERS, 1), key(ORDERS, 2), key(ORDERS, 3), key(ORDERS, 4), key(ITEMS, 3));
    assertEquals(Set.of(key(ORDERS, 1), key(ORDERS, 3)), queue.owed(asked));
    Key unstorable = Key.of(ORDERS, List.of("id"), List.of(new Object()));
    assertEquals(Set.of(), queue.owed(Set.of(unstorable)));
  }

  @Test
  void equalKeysOfDifferentClassesAreOneEntry() {
    add(Key.of(ORDERS, List.of("id"), List.of(1)), Owed.KNOWN);
    add(Key.of(ORDERS, List.of("id"), List.of(1L)), Owed.KNOWN);
    add(Key.of(ORDERS, List.of("id"), List.of(new BigDecimal("1.00"))), Owed.KNOWN);

    assertEquals(1, due(now()).size());
    assertEquals(1, queue.figures().queued());
  }

  @Test
  void anUnknownOutcomeWinsOverAKnownOne() {
    add(key(ORDERS, 1), Owed.KNOWN);
    add(key(ORDERS, 1), Owed.UNKNOWN);
    add(key(ORDERS, 1), Owed.KNOWN);

    assertEquals(Owed.UNKNOWN, onlyDue().owed());
  }

  @Test
  void aKeyThatWasAskedForAgainWhileItWasReconciledStays() {
    add(key(ORDERS, 1), Owed.KNOWN);
    QueuedKey due = onlyDue();
    add(key(ORDERS, 1), Owed.KNOWN);

    queue.done(due);

    QueuedKey again = onlyDue();
    queue.done(again);
    assertEquals(List.of(), due(now()));
  }

  @Test
  void anAnswerToAKeyThatHasLeftAndComeBackDoesNotFit() {
    add(key(ORDERS, 1), Owed.KNOWN);
    QueuedKey first = onlyDue();
    queue.done(first);
    add(key(ORDERS, 1), Owed.KNOWN);

    queue.done(first);

    assertEquals(1, due(now()).size());
  }

  /** The process before may have ended between what it did to a row and what it wrote of it. */
  @Test
  void whatAnEarlierProcessLeftIsOfUnknownOutcomeAndLookedAtFromTheStart() throws Exception {
    add(key(ORDERS, 1), Owed.KNOWN);
    queue.settled(onlyDue(), now());
    assertEquals(1, onlyDue().looks());
    state.close();

    open();

    QueuedKey left = onlyDue();
    assertEquals(Owed.UNKNOWN, left.owed());
    assertEquals(0, left.looks());
    queue.done(left);
    assertEquals(List.of(), due(now().plusSeconds(60)));
  }

  @Test
  void inAHurryWhatWaitsIsDueNowButForRechecksWhichNeedTheirTime() {
    add(key(ORDERS, 1), Owed.KNOWN);
    queue.failed(onlyDue(), now().plusSeconds(60), "refused");
    add(key(ITEMS, 2), Owed.KNOWN);
    queue.settled(onlyDue(), now().plusSeconds(60));
    assertEquals(List.of(), due(now()));

    queue.hurry();

    assertEquals(key(ORDERS, 1), onlyDue().key());
  }

  @Test
  void aSettledKeyIsLookedAtAgainLater() {
    add(key(ORDERS, 1), Owed.UNKNOWN);
    Instant later = now().plusSeconds(60);

    queue.settled(onlyDue(), later);

    assertEquals(List.of(), due(now()));
    assertEquals(Optional.of(later), queue.nextDue());
    QueuedKey again = due(later).get(0);
    assertEquals(1, again.looks());
    assertEquals(0, queue.figures().queued());
    assertEquals(1, queue.figures().rechecks());
    assertEquals(Optional.empty(), queue.figures().oldestQueued());
  }

  @Test
  void aSettledKeyThatIsAskedForAgainBeginsAnew() {
    add(key(ORDERS, 1), Owed.UNKNOWN);
    queue.settled(onlyDue(), now().plusSeconds(60));

    add(key(ORDERS, 1), Owed.KNOWN);

    QueuedKey again = onlyDue();
    assertEquals(0, again.looks());
    assertEquals(Owed.UNKNOWN, again.owed());
    assertEquals(1, queue.figures().queued());
    assertEquals(0, queue.figures().rechecks());
  }

  @Test
  void aLockedKeyIsPostponedWithoutAnAttempt() {
    add(key(ORDERS, 1), Owed.KNOWN);
    Instant later = now().plusSeconds(5);

    queue.postponed(onlyDue(), later);

    assertEquals(List.of(), due(now()));
    assertEquals(0, due(later).get(0).attempts());
  }

  @Test
  void aFailedKeyWaitsThoughItIsAskedForAgain() {
    add(key(ORDERS, 1), Owed.KNOWN);
    Instant later = now().plusSeconds(5);
    queue.failed(onlyDue(), later, "connection refused");

    add(key(ORDERS, 1), Owed.KNOWN);

    assertEquals(List.of(), due(now()));
    QueuedKey failed = due(later).get(0);
    assertEquals(1, failed.attempts());
    assertEquals(Optional.of("connection refused"), failed.lastError());
  }

  @Test
  void aParkedKeyIsDueAgainOnlyWhenItIsUnparkedOrAskedFor() {
    add(key(ORDERS, 1), Owed.KNOWN);
    add(key(ORDERS, 2), Owed.KNOWN);
    due(now()).forEach(key -> queue.park(key, "no such column"));

    assertEquals(List.of(), due(now().plusSeconds(3600)));
    assertEquals(2, queue.figures().parked());
    assertEquals(2, queue.parked(10).size());
    assertEquals(1, queue.parked(1).size());
    assertEquals(Optional.of("no such column"), queue.parked(1).get(0).lastError());

    add(key(ORDERS, 1), Owed.KNOWN);
    assertEquals(key(ORDERS, 1), onlyDue().key());
    assertEquals(1, queue.unpark());
    assertEquals(2, due(now()).size());
    assertEquals(0, queue.figures().parked());
  }

  @Test
  void tablesTakeTurns() {
    queue.add(IntStream.range(0, 50).mapToObj(i -> key(ORDERS, i)).toList(), Owed.KNOWN);
    add(key(ITEMS, 1), Owed.KNOWN);

    Set<TableName> served = new HashSet<>();
    for (int i = 0; i < 2; i++) {
      List<QueuedKey> due = queue.due(10, now());
      assertEquals(1, due.stream().map(key -> key.key().table()).distinct().count());
      served.add(due.get(0).key().table());
    }

    assertEquals(Set.of(ORDERS, ITEMS), served);
  }

  @Test
  void theLongestDueComesFirst() {
    queue.add(List.of(key(ORDERS, 1), key(ORDERS, 2), key(ORDERS, 3)), Owed.KNOWN);
    Instant now = now();
    for (QueuedKey key : due(now)) {
      int id = (Integer) key.key().values().get(0);
      queue.postponed(key, now.plusSeconds(10 - id));
    }

    assertEquals(
        List.of(key(ORDERS, 3), key(ORDERS, 2), key(ORDERS, 1)),
        due(now.plusSeconds(60)).stream().map(QueuedKey::key).toList());
  }

  @Test
  void figuresAreByTableAndKnowTheOldest() {
    Instant before = now().minusSeconds(2);
    queue.add(List.of(key(ORDERS, 1), key(ORDERS, 2), key(ITEMS, 1)), Owed.KNOWN);
    queue.park(due(now()).get(0), "no such column");
    assertEquals(1, queue.parked(10).size());

    QueueFigures figures = queue.figures();
    assertEquals(2, figures.queued());
    assertEquals(1, figures.parked());
    assertEquals(Set.of(ORDERS, ITEMS), figures.tables().keySet());
    assertTrue(figures.oldestQueued().orElseThrow().isAfter(before));
    assertFalse(figures.oldestQueued().orElseThrow().isAfter(Instant.now()));
  }

  @Test
  void figuresAndOrderSurviveAnotherStart() throws Exception {
    queue.add(List.of(key(ORDERS, 1), key(ORDERS, 2), key(ITEMS, 1)), Owed.KNOWN);
    QueueFigures before = flushedFigures();
    close();
    open();

    assertEquals(before.toString(), queue.figures().toString());
    assertEquals(before.oldestQueued(), queue.figures().oldestQueued());
    assertEquals(before.tables().keySet(), queue.figures().tables().keySet());
  }

  @Test
  void anAdditionWakesTheDrainer() throws Exception {
    assertFalse(queue.awaitChange(Duration.ZERO));
    add(key(ORDERS, 1), Owed.KNOWN);

    assertTrue(queue.awaitChange(Duration.ofSeconds(30)));
    assertFalse(queue.awaitChange(Duration.ZERO));
    assertEquals(1, due(now()).size());
  }

  @Test
  void oneDrainsAtATime() {
    assertTrue(queue.claim("one"));
    assertTrue(queue.claim("one"));
    assertFalse(queue.claim("another"));
    queue.release("another");
    assertFalse(queue.claim("another"));
    queue.release("one");
    assertTrue(queue.claim("another"));
  }

  @Test
  void aLongErrorIsCut() {
    add(key(ORDERS, 1), Owed.KNOWN);
    queue.failed(onlyDue(), now(), "x".repeat(100_000));

    assertEquals(500, onlyDue().lastError().orElseThrow().length());
  }

  @Test
  void aKeyOfManyColumnsInAQualifiedTableComesBackAsItWas() {
    Key key =
        Key.of(
            TableName.of("shop", "sales", "Größe"),
            List.of("tenant", "Order Id"),
            List.of("ä\uD83D\uDE00\uD83D", 7L));
    add(key, Owed.KNOWN);

    Key due = onlyDue().key();
    assertEquals(key, due);
    assertEquals(key.values(), due.values());
  }

  private QueueFigures flushedFigures() {
    assertTrue(state.flush(Duration.ofSeconds(30)));
    return queue.figures();
  }

  private void add(Key key, Owed owed) {
    queue.add(List.of(key), owed);
  }

  private QueuedKey onlyDue() {
    List<QueuedKey> due = due(now());
    assertEquals(1, due.size());
    return due.get(0);
  }

  private List<QueuedKey> due(Instant when) {
    return queue.due(100, when);
  }

  /** Milliseconds are what the store keeps. */
  private static Instant now() {
    return Instant.ofEpochMilli(System.currentTimeMillis());
  }

  private static Key key(TableName table, int id) {
    return Key.of(table, List.of("id"), List.of(id));
  }
}
