package dev.dualwrite.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwinTest {
  private static final int BOUND = MirrorBench.BOUND_SECONDS;

  private final MirrorBench bench = MirrorBench.patient();
  private final ExecutorService threads = AgentThreads.workers("twin-test");
  private final Twin twin = new Twin(bench.source, threads, connection -> null);

  TwinTest() throws SQLException {}

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    bench.close();
  }

  private CompletableFuture<Long> insert(int id) {
    return twin.submit(StatementReplay.of("INSERT INTO items VALUES (" + id + ", 'new')"));
  }

  @Test
  void nothingIsOpenedBeforeTheFirstTask() throws Exception {
    assertEquals(List.of(), bench.calls);
    insert(1).get(BOUND, TimeUnit.SECONDS);
    assertEquals("twin: open", bench.calls.get(0));
  }

  @Test
  void aTaskNeverOvertakesOneThatCameBefore() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    bench.secondary.interfere(
        call -> {
          if (call.equals("execute INSERT INTO items VALUES (1, 'new')")) {
            assertTrue(held.await(BOUND, TimeUnit.SECONDS));
          }
        });
    CompletableFuture<Long> first = insert(1);
    CompletableFuture<Long> second = insert(2);
    assertTrue(bench.seen("twin: execute INSERT INTO items VALUES (1, 'new')"));
    assertFalse(second.isDone());
    held.countDown();
    second.get(BOUND, TimeUnit.SECONDS);
    assertTrue(first.isDone());
    assertEquals(
        List.of(
            "twin: execute INSERT INTO items VALUES (1, 'new')",
            "twin: execute INSERT INTO items VALUES (2, 'new')"),
        bench.calls.stream().filter(call -> call.contains("INSERT")).toList());
  }

  @Test
  void whatFailsStopsAllThatFollowsAndRollsBackAtOnce() throws Exception {
    CompletableFuture<Long> done = insert(1);
    CompletableFuture<Long> failed =
        twin.submit(StatementReplay.of("INSERT INTO nowhere VALUES (1)"));
    CompletableFuture<Long> later = insert(2);

    done.get(BOUND, TimeUnit.SECONDS);
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> failed.get(BOUND, TimeUnit.SECONDS));
    ExecutionException same =
        assertThrows(ExecutionException.class, () -> later.get(BOUND, TimeUnit.SECONDS));

    assertSame(failure.getCause(), same.getCause());
    assertTrue(bench.calls.contains("twin: rollback"), "without a word from the application");
    assertFalse(bench.calls.contains("twin: execute INSERT INTO items VALUES (2, 'new')"));
    assertThrows(ExecutionException.class, () -> twin.commit().get(BOUND, TimeUnit.SECONDS));
    assertEquals(List.of(), bench.itemsOfSecondary());
  }

  /** The host's locks are gone: another twin may hold what the next task would wait for. */
  @Test
  void afterARollbackNothingMoreIsStarted() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    bench.secondary.interfere(
        call -> {
          if (call.equals("execute INSERT INTO items VALUES (1, 'new')")) {
            assertTrue(held.await(BOUND, TimeUnit.SECONDS));
          }
        });
    CompletableFuture<Long> running = insert(1);
    CompletableFuture<Long> waiting = insert(2);
    assertTrue(bench.seen("twin: execute INSERT INTO items VALUES (1, 'new')"));

    twin.rollback();
    held.countDown();

    running.get(BOUND, TimeUnit.SECONDS);
    assertThrows(ExecutionException.class, () -> waiting.get(BOUND, TimeUnit.SECONDS));
    assertTrue(bench.seen("twin: rollback"));
    assertFalse(bench.calls.contains("twin: execute INSERT INTO items VALUES (2, 'new')"));
  }

  @Test
  void abandonDoesNotWaitForATaskThatHangsAndBreaksItOff() throws Exception {
    CountDownLatch aborted = new CountDownLatch(1);
    bench.secondary.interfere(
        call -> {
          if (call.startsWith("execute INSERT")) {
            assertTrue(aborted.await(BOUND, TimeUnit.SECONDS));
            throw new SQLException("broken off", "57014");
          }
          if (call.startsWith("abort")) {
            aborted.countDown();
          }
        });
    CompletableFuture<Long> hanging = insert(1);
    assertTrue(bench.seen("twin: execute INSERT INTO items VALUES (1, 'new')"));

    twin.abandon();

    assertThrows(ExecutionException.class, () -> hanging.get(BOUND, TimeUnit.SECONDS));
    assertThrows(ExecutionException.class, () -> insert(2).get(BOUND, TimeUnit.SECONDS));
    assertEquals(List.of(), bench.itemsOfSecondary());
  }

  @Test
  void whatIsAbandonedWhileItsConnectionIsBeingOpenedNeverRunsAnything() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    bench.secondary.interfere(
        call -> {
          if (call.startsWith("setAutoCommit")) {
            opening.countDown();
            assertTrue(held.await(BOUND, TimeUnit.SECONDS));
          }
        });
    CompletableFuture<Long> first = insert(1);
    assertTrue(opening.await(BOUND, TimeUnit.SECONDS));

    twin.abandon();
    held.countDown();

    assertThrows(ExecutionException.class, () -> first.get(BOUND, TimeUnit.SECONDS));
    assertFalse(bench.calls.contains("twin: execute INSERT INTO items VALUES (1, 'new')"));
  }

  @Test
  void aConnectionGoesBackToThePoolAfterCommitAndRollbackAndIsUsedAgain() throws Exception {
    insert(1).get(BOUND, TimeUnit.SECONDS);
    twin.commit().get(BOUND, TimeUnit.SECONDS);
    twin.rollback();
    Twin next = new Twin(bench.source, threads, connection -> null);
    next.submit(StatementReplay.of("DELETE FROM items")).get(BOUND, TimeUnit.SECONDS);
    next.rollback();
    assertTrue(bench.seen("twin: rollback"));
    assertEquals(1, bench.calls.stream().filter("twin: open"::equals).count());
    assertEquals(List.of("1,new"), bench.itemsOfSecondary());
  }
}
