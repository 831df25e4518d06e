package dev.dualwrite.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FenceTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final CurrentPhase phase = new CurrentPhase(Phase.BOTH_REQUIRED);

  @Test
  void aTransactionThatIsUnderWayIsWaitedFor() throws Exception {
    Passage passage = phase.passage();
    passage.enter();
    try (Fence fence = phase.raise(LONG)) {
      CompletableFuture<List<Passage>> ended =
          CompletableFuture.supplyAsync(() -> fence.awaitNoneUnderWay(Duration.ZERO));
      assertFalse(ended.isDone());
      passage.leave();
      assertEquals(List.of(), ended.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void oneThatDoesNotEndIsNamedWhenTheTimeIsOver() throws Exception {
    Passage passage = phase.passage();
    Thread stubborn = new Thread(passage::enter, "stubborn-7");
    stubborn.start();
    stubborn.join();
    try (Fence fence = phase.raise(SHORT)) {
      List<Passage> left = fence.awaitNoneUnderWay(Duration.ZERO);
      assertEquals("stubborn-7", left.get(0).threadName().get());
      assertFalse(fence.decide());
      assertThrows(IllegalStateException.class, () -> fence.change(Phase.NEW_PRIMARY));
    }
    assertEquals(Phase.BOTH_REQUIRED, phase.now());
  }

  @Test
  void whatBeginsMeanwhileWaitsAndHasTheNewPhase() throws Exception {
    Fence fence = phase.raise(LONG);
    CompletableFuture<Phase> begun = begins();
    assertTrue(fence.decide());
    fence.change(Phase.NEW_PRIMARY);
    assertFalse(begun.isDone());
    fence.close();
    assertEquals(Phase.NEW_PRIMARY, begun.get(30, TimeUnit.SECONDS));
    assertTrue(fence.longestWait().compareTo(Duration.ZERO) >= 0);
  }

  @Test
  void howLongTheyWaitedIsKnownAsSoonAsItIsDown() throws Exception {
    Passage passage = phase.passage();
    Thread waiting = new Thread(passage::enter);
    Fence fence = phase.raise(LONG);
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    // Its monitor is held so that the one that waited can't tell anything before it is asked.
    synchronized (fence) {
      fence.close();
      assertTrue(fence.longestWait().compareTo(Duration.ZERO) > 0);
    }
    waiting.join();
  }

  @Test
  void aFenceThatIsForgottenComesDown() throws Exception {
    Fence fence = phase.raise(SHORT);
    assertEquals(Phase.BOTH_REQUIRED, begins().get(30, TimeUnit.SECONDS));
    assertFalse(fence.decide());
    phase.raise(SHORT).close();
  }

  @Test
  void onceDecidedItStaysUpPastItsTime() throws Exception {
    Fence fence = phase.raise(SHORT);
    assertTrue(fence.decide());
    CompletableFuture<Phase> begun = begins();
    assertThrows(
        java.util.concurrent.TimeoutException.class, () -> begun.get(200, TimeUnit.MILLISECONDS));
    fence.change(Phase.NEW_PRIMARY);
    fence.close();
    assertEquals(Phase.NEW_PRIMARY, begun.get(30, TimeUnit.SECONDS));
  }

  /** The second transaction may be what the first one, which the fence waits for, needs to end. */
  @Test
  void aThreadWithATransactionUnderWayBeginsAnother() throws Exception {
    Passage outer = phase.passage();
    Passage inner = phase.passage();
    CompletableFuture<Void> both =
        CompletableFuture.runAsync(
            () -> {
              outer.enter();
              try (Fence fence = phase.raise(LONG)) {
                inner.enter();
                inner.leave();
                outer.leave();
                assertEquals(List.of(), fence.awaitNoneUnderWay(Duration.ZERO));
              }
            });
    both.get(30, TimeUnit.SECONDS);
  }

  @Test
  void thereIsOneAtATime() {
    try (Fence fence = phase.raise(LONG)) {
      assertThrows(IllegalStateException.class, () -> phase.raise(LONG));
      assertTrue(fence.decide());
    }
    phase.raise(LONG).close();
  }

  /**
   * Eight threads begin and end transactions as fast as they can, while the phase changes: within a
   * transaction it never does, and none is under way at a change.
   */
  @Test
  void noTransactionIsUnderWayWhileThePhaseChanges() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          CompletableFuture.runAsync(
              () -> {
                Passage passage = phase.passage();
                while (!over.get()) {
                  passage.enter();
                  Phase begun = phase.now();
                  inside.incrementAndGet();
                  wrong.addAndGet(begun == phase.now() ? 0 : 1);
                  inside.decrementAndGet();
                  passage.leave();
                }
              },
              command -> new Thread(command).start()));
    }
    for (int change = 0; change < 200; change++) {
      try (Fence fence = phase.raise(LONG)) {
        assertEquals(List.of(), fence.awaitNoneUnderWay(Duration.ZERO));
        assertTrue(fence.decide());
        wrong.addAndGet(inside.get());
        fence.change(change % 2 == 0 ? Phase.NEW_PRIMARY : Phase.BOTH_REQUIRED);
        wrong.addAndGet(inside.get());
      }
    }
    over.set(true);
    for (CompletableFuture<Void> thread : threads) {
      thread.get(30, TimeUnit.SECONDS);
    }
    assertEquals(0, wrong.get());
  }

  private CompletableFuture<Phase> begins() {
    return CompletableFuture.supplyAsync(
        () -> {
          Passage passage = phase.passage();
          passage.enter();
          Phase begun = phase.now();
          passage.leave();
          return begun;
        },
        command -> new Thread(command).start());
  }
}
