package dev.dualwrite.state;

import dev.dualwrite.endpoint.AgentThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that touches the store: it commits as many changes at once as are there. */
final class StateWriter {
  private static final Logger LOGGER = LoggerFactory.getLogger(StateWriter.class);

  /** How long a change may wait for company whose loss would only mean work done twice. */
  private static final long LAZY_NANOS = Duration.ofMillis(100).toNanos();

  /** A disk that takes longer isn't waited for by transactions that begin to commit. */
  private static final long STUCK_NANOS = Duration.ofSeconds(1).toNanos();

  private static final long COMPACT_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(5);
  private static final int MAX_GROUP = 10_000;
  private static final int MAX_QUEUE = 100_000;

  private final StoreSwitch stores;
  private final LinkedBlockingQueue<Item> queue = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** Since when changes wait for a commit, by System.nanoTime; 0 when none does. */
  private long pendingSince;

  private boolean urgent;
  private boolean ended;
  private long compactAt = System.nanoTime() + COMPACT_NANOS;

  /** Since when the thread works at a group, by System.nanoTime; 0 while it waits for one. */
  private volatile long busySince;

  private volatile boolean closed;

  StateWriter(StoreSwitch stores) {
    this.stores = stores;
    this.thread = AgentThreads.named("state").newThread(this::run);
  }

  void start() {
    thread.start();
  }

  /** Hands over a change that is to be durable as soon as can be. */
  void submit(StoreTask task) {
    put(new Item(task, true));
  }

  /** Hands over a change whose loss would only mean work done twice. */
  void submitLazily(StoreTask task) {
    put(new Item(task, false));
  }

  /** Asks the store after all that was handed over before; empty when it doesn't answer in time. */
  <T> Optional<T> ask(Function<Store, T> question) {
    if (closed) {
      return Optional.empty();
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    put(new Item(store -> answer(answer, question.apply(store)), false));
    return await(answer, ANSWER_WAIT);
  }

  StoreHealth health() {
    return stores.health();
  }

  /** The figures know what the asker knows. */
  private <T> void answer(CompletableFuture<T> asker, T answer) {
    stores.publish();
    asker.complete(answer);
  }

  /** Waits until all that was handed over before is durable; false when it isn't in time. */
  boolean flush(Duration atMost) {
    CompletableFuture<Boolean> durable = new CompletableFuture<>();
    submit(store -> stores.onCommit(durable::complete));
    return await(durable, atMost).orElse(false);
  }

  /** Whether it makes sense to wait for the disk: it takes what it is given, and in time. */
  boolean keepsUp() {
    return stores.health().ok() && !closed && !isStuck() && queue.size() < MAX_QUEUE;
  }

  /** Stores what was handed over and ends the thread, within the given time. */
  void close(Duration atMost) {
    put(new Item(store -> ended = true, true));
    closed = true;
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(atMost.toMillis());
    } catch (InterruptedException asked) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStuck() {
    long since = busySince;
    return since != 0 && System.nanoTime() - since > STUCK_NANOS;
  }

  private void put(Item item) {
    if (closed) {
      LOGGER.debug("The durable state is closed: a change is left to the next start");
      return;
    }
    stores.hold(item.task.keys());
    queue.add(item);
  }

  private static <T> Optional<T> await(CompletableFuture<T> answer, Duration atMost) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + atMost.toNanos();
    try {
      while (true) {
        try {
          long left = Math.max(0, deadline - System.nanoTime());
          return Optional.ofNullable(answer.get(left, TimeUnit.NANOSECONDS));
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (ExecutionException | TimeoutException noAnswer) {
          return Optional.empty();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    List<Item> group = new ArrayList<>();
    while (!ended) {
      group.clear();
      Item first = next();
      long began = System.nanoTime();
      busySince = began | 1;
      try {
        if (first != null) {
          group.add(first);
          queue.drainTo(group, MAX_GROUP);
        }
        work(group);
        if (System.nanoTime() - began > STUCK_NANOS) {
          catchUp();
        }
      } catch (RuntimeException | Error bug) {
        LOGGER.error("The durable state goes on after a failure of its writer", bug);
      }
      busySince = 0;
    }
    stores.close();
  }

  private void work(List<Item> group) {
    for (Item item : group) {
      stores.apply(item.task);
      urgent |= item.urgent;
    }
    if (!group.isEmpty()) {
      pendingSince = pendingSince == 0 ? System.nanoTime() | 1 : pendingSince;
      stores.publish();
    }
    if (urgent || untilCommit() == 0) {
      stores.commit();
      urgent = false;
      pendingSince = 0;
    }
    stores.recoverIfDue();
    if (System.nanoTime() - compactAt > 0) {
      stores.compact();
      compactAt = System.nanoTime() + COMPACT_NANOS;
    }
  }

  /** Intents that began while the disk didn't answer were not handed over. */
  private void catchUp() {
    stores.restoreParts();
    urgent = true;
    work(List.of());
  }

  /** How long the changes that aren't urgent wait still, in nanoseconds. */
  private long untilCommit() {
    return pendingSince == 0
        ? Long.MAX_VALUE
        : Math.max(0, pendingSince + LAZY_NANOS - System.nanoTime());
  }

  private Item next() {
    long wait = Math.min(Math.min(untilCommit(), stores.untilRetry()), COMPACT_NANOS);
    try {
      return queue.poll(wait, TimeUnit.NANOSECONDS);
    } catch (InterruptedException nobodyMay) {
      // The thread is ours alone and ends by close; an interrupt from elsewhere means nothing.
      return null;
    }
  }

  /** A change on its way. */
  private static final class Item {
    private final StoreTask task;
    private final boolean urgent;

    Item(StoreTask task, boolean urgent) {
      this.task = task;
      this.urgent = urgent;
    }
  }
}
