package dev.dualwrite.state;

import dev.dualwrite.config.SyncMode;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the state costs a commit, and how it stands a long queue. Not a test: run its main with a
 * folder, a number of transactions and a number of keys.
 */
public final class StateBench {
  private static final int THREADS = 8;
  private static final int BATCH = 1_000;
  private static final long WAIT = Duration.ofSeconds(60).toNanos();
  private static final TableName ORDERS = TableName.of("public", "orders");

  private StateBench() {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    for (SyncMode sync : SyncMode.values()) {
      Path folder = Files.createTempDirectory(root, "state");
      try (State state = State.open(folder, "bench", sync)) {
        transactions(state, Integer.parseInt(args[1]), sync + ", empty queue");
        fill(state, Integer.parseInt(args[2]), folder);
        transactions(state, Integer.parseInt(args[1]), sync + ", long queue");
      }
      long start = System.nanoTime();
      try (State state = State.open(folder, "bench", sync)) {
        System.out.printf(
            "opened in %d ms: %s%n",
            (System.nanoTime() - start) / 1_000_000, state.queue().figures());
        drain(state, folder);
      }
    }
  }

  private static void transactions(State state, int count, String name) throws Exception {
    AtomicInteger ids = new AtomicInteger();
    AtomicLong allocated = new AtomicLong();
    long[] waits = new long[count];
    List<Thread> threads = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(() -> commit(state, ids, waits, allocated), "application-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Arrays.sort(waits);
    System.out.printf(
        "%-18s %,7.0f transactions/s, wait p50 %.2f ms, p99 %.2f ms, %d bytes each%n",
        name,
        count / seconds,
        waits[count / 2] / 1e6,
        waits[count * 99 / 100] / 1e6,
        allocated.get() / count);
  }

  private static void commit(State state, AtomicInteger ids, long[] waits, AtomicLong allocated) {
    long before = allocatedBytes();
    int id = ids.getAndIncrement();
    while (id < waits.length) {
      List<Key> keys = List.of(key(id), key(id + 1), key(id + 2));
      long start = System.nanoTime();
      Intent intent = state.intents().begin("transaction", keys, List.of());
      if (!intent.awaitDurable(WAIT)) {
        throw new IllegalStateException(state.health().toString());
      }
      waits[id] = System.nanoTime() - start;
      intent.close();
      id = ids.getAndIncrement();
    }
    allocated.addAndGet(allocatedBytes() - before);
  }

  private static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static void fill(State state, int count, Path folder) throws Exception {
    long start = System.nanoTime();
    for (int from = 0; from < count; from += BATCH) {
      List<Key> keys = new ArrayList<>();
      for (int i = from; i < from + BATCH; i++) {
        keys.add(key(i));
      }
      state.queue().add(keys, Owed.KNOWN);
      if (from % (20 * BATCH) == 0) {
        state.flush(Duration.ofSeconds(60));
      }
    }
    state.flush(Duration.ofSeconds(60));
    report("filled", count, start, folder);
  }

  private static void drain(State state, Path folder) throws Exception {
    long start = System.nanoTime();
    int count = 0;
    List<QueuedKey> due = state.queue().due(BATCH, Instant.now());
    while (!due.isEmpty()) {
      due.forEach(state.queue()::done);
      count += due.size();
      due = state.queue().due(BATCH, Instant.now());
    }
    state.flush(Duration.ofSeconds(60));
    report("drained", count, start, folder);
    long before = System.nanoTime();
    while (size(folder) > 8 << 20 && System.nanoTime() - before < 60_000_000_000L) {
      state.documents().put("status", Instant.now().toString());
      Thread.sleep(100);
    }
    report("compacted", count, before, folder);
  }

  private static void report(String what, int count, long start, Path folder) throws Exception {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.printf(
        "%s: %,d keys in %.1f s, file %,d KB, heap %,d KB%n",
        what, count, (System.nanoTime() - start) / 1e9, size(folder) / 1024, heap / 1024);
  }

  private static long size(Path folder) throws Exception {
    return Files.size(folder.resolve("state.mv"));
  }

  private static Key key(int id) {
    return Key.of(ORDERS, List.of("id"), List.of((long) id));
  }
}
