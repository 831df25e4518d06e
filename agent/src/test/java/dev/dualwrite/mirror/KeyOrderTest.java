package dev.dualwrite.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final KeyOrder order = new KeyOrder();

  private static Key key(int id) {
    return Key.of(TableName.of("items"), List.of("id"), List.of(id));
  }

  @Test
  void aKeyIsOneWritersUntilItsTurnEnds() {
    KeyOrder.Turn turn = order.await(List.of(key(1)), LONG).orElseThrow();
    assertTrue(order.await(List.of(key(2)), SHORT).isPresent());
    assertFalse(order.await(List.of(key(1)), SHORT).isPresent());
    turn.end();
    assertTrue(order.await(List.of(key(1)), SHORT).isPresent());
  }

  @Test
  void whoWaitsInVainKeepsNothingOfWhatItHadGot() {
    KeyOrder.Turn turn = order.await(List.of(key(1)), LONG).orElseThrow();
    List<Key> many = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      many.add(key(i));
    }
    assertFalse(order.await(many, SHORT).isPresent());
    turn.end();
    assertTrue(order.await(many, SHORT).isPresent());
  }

  @Test
  void theSameKeyTwiceInOneWriteDoesNotWaitForItself() {
    assertTrue(order.await(List.of(key(1), key(1)), SHORT).isPresent());
  }

  @Test
  void writersOfSeveralKeysInOppositeOrderNeverWaitForEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Key> forward = List.of(key(1), key(2), key(3));
    List<Key> backward = new ArrayList<>(forward);
    Collections.reverse(backward);
    try {
      CountDownLatch together = new CountDownLatch(2);
      CompletableFuture<Integer> one = takeTurns(threads, together, forward);
      CompletableFuture<Integer> other = takeTurns(threads, together, backward);
      assertEquals(2_000, one.get(20, TimeUnit.SECONDS));
      assertEquals(2_000, other.get(20, TimeUnit.SECONDS));
    } finally {
      threads.shutdownNow();
    }
  }

  private CompletableFuture<Integer> takeTurns(
      ExecutorService threads, CountDownLatch together, List<Key> keys) {
    return CompletableFuture.supplyAsync(
        () -> {
          together.countDown();
          int turns = 0;
          for (int i = 0; i < 2_000; i++) {
            Optional<KeyOrder.Turn> turn = order.await(keys, LONG);
            turns += turn.isPresent() ? 1 : 0;
            turn.ifPresent(KeyOrder.Turn::end);
          }
          return turns;
        },
        threads);
  }

  @Test
  void anInterruptedWriterGetsNoTurnAndStaysInterrupted() {
    KeyOrder.Turn turn = order.await(List.of(key(1)), LONG).orElseThrow();
    Thread.currentThread().interrupt();
    assertFalse(order.await(List.of(key(1)), LONG).isPresent());
    assertTrue(Thread.interrupted());
    turn.end();
  }
}
