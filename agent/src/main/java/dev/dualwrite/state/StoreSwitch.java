package dev.dualwrite.state;

import dev.dualwrite.schema.TableName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store that is in use: the file, or memory while the file can't be written. A change that the
 * file didn't take is made again in memory, and what gathers there goes to the file as soon as it
 * takes it. The state's writer alone calls what changes anything.
 */
final class StoreSwitch {
  private static final Logger LOGGER = LoggerFactory.getLogger(StoreSwitch.class);
  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long MAX_RETRY_NANOS = Duration.ofSeconds(10).toNanos();

  /** What waits for a commit. */
  interface CommitListener {
    void committed(boolean durable);
  }

  private final StateFile file;
  private final List<StorePart> parts;
  private final StoreAlarm alarm;
  private final List<StoreTask> uncommitted = new ArrayList<>();
  private final List<CommitListener> listeners = new ArrayList<>();

  /** Keys of changes that were handed over and aren't committed. */
  private final AtomicLong held = new AtomicLong();

  private final Map<Shape, QueueFigures> published = new ConcurrentHashMap<>();

  /**
   * What was published as the file had to be left, whose keys are there still. Those of the change
   * that failed are counted here and in memory.
   */
  private volatile Map<Shape, QueueFigures> unreachable = Map.of();

  private volatile StoreHealth health = StoreHealth.well();
  private volatile long keysInMemory;
  private Store store;
  private boolean loaded;
  private boolean unreadable;
  private long retryAt;
  private long retryAfter = RETRY_NANOS;

  StoreSwitch(StateFile file, List<StorePart> parts) {
    this.file = file;
    this.parts = parts;
    this.alarm = new StoreAlarm(file.path(), LOGGER::error, System::nanoTime);
  }

  /** Opens the file; if that fails, it is tried again later. */
  void open() {
    store = Store.inMemory();
    retryAt = System.nanoTime();
    try {
      enter(file.open());
    } catch (RuntimeException failure) {
      leave(failure);
    }
  }

  StoreHealth health() {
    return health;
  }

  /** Keeps account of keys that are to be handed over. */
  void hold(int keys) {
    held.addAndGet(keys);
  }

  /** The keys that are in memory because they aren't in the file. */
  long heldKeys() {
    return held.get() + keysInMemory;
  }

  /** The file's size in bytes. */
  long fileSize() {
    return store.fileSize();
  }

  Map<TableName, QueueFigures> figures() {
    Map<TableName, QueueFigures> tables = new HashMap<>();
    published.forEach((shape, each) -> tables.merge(shape.table(), each, QueueFigures::plus));
    unreachable.forEach((shape, each) -> tables.merge(shape.table(), each, QueueFigures::plus));
    return tables;
  }

  void onCommit(CommitListener listener) {
    listeners.add(listener);
  }

  void apply(StoreTask task) {
    uncommitted.add(task);
    try {
      task.run(store);
    } catch (MVStoreException | UnreadableStateException failure) {
      leave(failure);
    }
  }

  /** Brings the published figures up to date. */
  void publish() {
    try {
      store.queue().writeTallies(published);
    } catch (MVStoreException | UnreadableStateException failure) {
      leave(failure);
    }
    keysInMemory = store.isFile() ? 0 : store.queue().size();
  }

  void commit() {
    try {
      store.commit();
    } catch (RuntimeException failure) {
      leave(failure);
      return;
    }
    release(store.isFile());
    if (store.needsCompaction()) {
      compact();
    }
  }

  /** Writes again what memory holds, after changes may have been left out. */
  void restoreParts() {
    apply(current -> parts.forEach(part -> part.restore(current)));
  }

  /** Keeps the file small; called now and then. */
  void compact() {
    try {
      store.compact();
    } catch (RuntimeException failure) {
      leave(failure);
    }
  }

  /** Tries to go back to the file, if it was left and the time for a try has come. */
  void recoverIfDue() {
    if (health.ok() || System.nanoTime() - retryAt < 0) {
      return;
    }
    try {
      file.probe();
      if (unreadable) {
        file.setAside(health.reason().orElse("unreadable"));
        unreadable = false;
      }
      enter(file.open());
    } catch (IOException | RuntimeException failure) {
      noteBroken(failure);
      retryAfter = Math.min(2 * retryAfter, MAX_RETRY_NANOS);
    }
  }

  /** How long it is until the next try to go back to the file, in nanoseconds. */
  long untilRetry() {
    return health.ok() ? Long.MAX_VALUE : Math.max(0, retryAt - System.nanoTime());
  }

  /** Goes back to the file if that is possible, and closes it. */
  void close() {
    retryAt = System.nanoTime();
    recoverIfDue();
    if (!health.ok()) {
      LOGGER.error(
          "The durable state {} could not be written to the end ({}): {} keys to reconcile are lost"
              + " with this process. Verify the tables that take part.",
          file.path(),
          health.reason().orElse(""),
          heldKeys());
    }
    try {
      store.close();
    } catch (RuntimeException failure) {
      noteBroken(failure);
    }
  }

  /** Leaves a store that failed for one in memory, with the changes that it didn't take. */
  private void leave(RuntimeException failure) {
    if (health.ok()) {
      unreachable = Map.copyOf(published);
      published.clear();
    }
    unreadable |= StateFile.isUnreadable(failure);
    retryAfter = RETRY_NANOS;
    // First, as those that are told below look at it.
    noteBroken(failure);
    store.abandon();
    store = Store.inMemory();
    for (StoreTask task : uncommitted) {
      task.run(store);
    }
    publish();
    release(false);
  }

  private void enter(Store opened) {
    try {
      if (!loaded) {
        parts.forEach(part -> part.load(opened));
      }
      parts.forEach(part -> part.restore(opened));
      opened.queue().absorb(store.queue(), System.currentTimeMillis());
      opened.queue().writeTallies(new HashMap<>());
      opened.commit();
    } catch (RuntimeException failure) {
      opened.abandon();
      throw failure;
    }
    boolean recovered = !health.ok();
    long keys = store.queue().size();
    loaded = true;
    store.close();
    store = opened;
    release(true);
    published.clear();
    published.putAll(store.queue().figures());
    unreachable = Map.of();
    keysInMemory = 0;
    health = StoreHealth.well();
    if (recovered) {
      alarm.well(keys);
    }
  }

  private void release(boolean durable) {
    uncommitted.forEach(task -> held.addAndGet(-task.keys()));
    uncommitted.clear();
    List<CommitListener> told = new ArrayList<>(listeners);
    listeners.clear();
    told.forEach(listener -> listener.committed(durable));
  }

  private void noteBroken(Exception failure) {
    Instant since = health.brokenSince().orElseGet(Instant::now);
    health = StoreHealth.broken(since, StateFile.reasonOf(failure));
    alarm.broken(StateFile.reasonOf(failure), heldKeys());
    retryAt = System.nanoTime() + retryAfter;
  }
}
