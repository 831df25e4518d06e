package dev.dualwrite.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {

  @Test
  void tasksRunOneAtATimeInTheOrderInWhichTheyCame() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      SerialExecutor worker = new SerialExecutor(threads);
      List<Integer> done = new ArrayList<>();
      AtomicBoolean busy = new AtomicBoolean();
      CountDownLatch finished = new CountDownLatch(500);
      for (int i = 0; i < 500; i++) {
        int number = i;
        worker.execute(
            () -> {
              if (busy.compareAndSet(false, true)) {
                done.add(number);
                busy.set(false);
              }
              finished.countDown();
            });
      }
      assertTrue(finished.await(20, TimeUnit.SECONDS));
      assertEquals(IntStream.range(0, 500).boxed().toList(), done);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aThreadIsAskedForOnlyWhileThereIsSomethingToDo() {
    Queue<Runnable> threads = new ArrayDeque<>();
    List<String> done = new ArrayList<>();
    SerialExecutor worker = new SerialExecutor(threads::add);

    worker.execute(() -> done.add("first"));
    worker.execute(() -> done.add("second"));
    assertEquals(1, threads.size());
    threads.remove().run();
    assertEquals(List.of("first", "second"), done);

    worker.execute(() -> done.add("third"));
    threads.remove().run();
    assertEquals(List.of("first", "second", "third"), done);
  }

  @Test
  void aTaskThatThrowsDoesNotStopThoseBehindIt() {
    Queue<Runnable> threads = new ArrayDeque<>();
    List<String> done = new ArrayList<>();
    SerialExecutor worker = new SerialExecutor(threads::add);
    worker.execute(
        () -> {
          throw new IllegalStateException("a driver's bug");
        });
    worker.execute(() -> done.add("behind"));

    while (!threads.isEmpty()) {
      runOnAThreadOfItsOwn(threads.remove());
    }

    assertEquals(List.of("behind"), done);
  }

  /** As a pool's thread would: what is thrown ends the thread. */
  private static void runOnAThreadOfItsOwn(Runnable task) {
    try {
      task.run();
    } catch (IllegalStateException endsTheThread) {
      assertEquals("a driver's bug", endsTheThread.getMessage());
    }
  }

  @Test
  void whenNoThreadCanBeHadTheCallerIsToldAndTheTaskIsNotRunLater() {
    Queue<Runnable> threads = new ArrayDeque<>();
    AtomicBoolean full = new AtomicBoolean(true);
    List<String> done = new ArrayList<>();
    SerialExecutor worker =
        new SerialExecutor(
            task -> {
              if (full.get()) {
                throw new RejectedExecutionException("full");
              }
              threads.add(task);
            });

    assertThrows(RejectedExecutionException.class, () -> worker.execute(() -> done.add("refused")));
    full.set(false);
    worker.execute(() -> done.add("accepted"));
    threads.remove().run();

    assertEquals(List.of("accepted"), done);
  }
}
