package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The retry queue on the store. */
final class StoredQueue implements RetryQueue {
  /** The keys that may wait in memory while the store can't be written: about 60 MB. */
  static final int MAX_KEYS_IN_MEMORY = 200_000;

  private static final Logger LOGGER = LoggerFactory.getLogger(StoredQueue.class);

  private final StateWriter writer;
  private final StoreSwitch stores;
  private final Intents intents;
  private final UnverifiedTables unverified;
  private final Signal changes = new Signal();
  private final AtomicReference<Object> drainer = new AtomicReference<>();

  /** Differs from all versions of earlier processes, so that no old answer fits a new entry. */
  private final AtomicLong versions = new AtomicLong(System.currentTimeMillis() << 20);

  private final long since = versions.get();

  /** Whether a due key was left out because of an open intent. */
  private volatile boolean leftOut;

  StoredQueue(
      StateWriter writer, StoreSwitch stores, Intents intents, UnverifiedTables unverified) {
    this.writer = writer;
    this.stores = stores;
    this.intents = intents;
    this.unverified = unverified;
  }

  @Override
  public void add(Collection<Key> keys, Owed owed) {
    StorableKeys storable = StorableKeys.of(keys, List.of());
    storable.wholeTables().forEach(table -> unverified.add(table, StorableKeys.REASON));
    addStorable(storable.keys(), owed, store -> {});
  }

  /** Adds keys in one transaction with something else. */
  void addStorable(List<Key> keys, Owed owed, StoreTask together) {
    List<Key> added = keys;
    if (stores.heldKeys() + keys.size() > MAX_KEYS_IN_MEMORY) {
      leaveToVerification(keys);
      added = List.of();
    }
    if (added.isEmpty()) {
      writer.submitLazily(together);
    } else {
      writer.submit(new Addition(added, owed, together));
    }
  }

  long nextVersion() {
    return versions.incrementAndGet();
  }

  /** Called when an intent has ended, whose keys may have been left out. */
  void intentEnded() {
    if (leftOut) {
      leftOut = false;
      changes.raise();
    }
  }

  @Override
  public List<QueuedKey> due(int most, Instant now) {
    return writer
        .ask(store -> store.queue().due(most, now.toEpochMilli(), since, openKeys()))
        .orElse(List.of());
  }

  @Override
  public void done(QueuedKey key) {
    writer.submitLazily(store -> store.queue().remove(key.place(), key.version()));
  }

  @Override
  public void settled(QueuedKey key, Instant nextLook) {
    changeUnlessAskedAgain(key, entry -> entry.settled(nextLook.toEpochMilli()));
  }

  @Override
  public void postponed(QueuedKey key, Instant notBefore) {
    writer.submitLazily(
        store ->
            store.queue().change(key.place(), entry -> entry.postponed(notBefore.toEpochMilli())));
  }

  @Override
  public void failed(QueuedKey key, Instant notBefore, String error) {
    writer.submitLazily(
        store ->
            store
                .queue()
                .change(key.place(), entry -> entry.failed(notBefore.toEpochMilli(), error)));
  }

  @Override
  public void park(QueuedKey key, String error) {
    changeUnlessAskedAgain(key, entry -> entry.parked(error));
  }

  @Override
  public int unpark() {
    long now = System.currentTimeMillis();
    int unparked = writer.ask(store -> store.queue().unpark(now)).orElse(0);
    changes.raise();
    return unparked;
  }

  @Override
  public void hurry() {
    long now = System.currentTimeMillis();
    writer.submitLazily(store -> store.queue().hurry(now));
    changes.raise();
  }

  @Override
  public Optional<Instant> nextDue() {
    return writer
        .ask(store -> store.queue().nextDue(openKeys()))
        .filter(millis -> millis >= 0)
        .map(Instant::ofEpochMilli);
  }

  @Override
  public boolean awaitChange(Duration atMost) throws InterruptedException {
    return changes.await(atMost);
  }

  @Override
  public Set<Key> owed(Collection<Key> keys) {
    return writer.ask(store -> store.queue().owed(keys)).orElseGet(() -> new HashSet<>(keys));
  }

  @Override
  public QueueFigures figures() {
    return QueueFigures.of(stores.figures());
  }

  @Override
  public List<QueuedKey> parked(int most) {
    return writer.ask(store -> store.queue().parked(most)).orElse(List.of());
  }

  @Override
  public boolean claim(Object claimant) {
    return drainer.compareAndSet(null, claimant) || drainer.get() == claimant;
  }

  @Override
  public void release(Object claimant) {
    drainer.compareAndSet(claimant, null);
  }

  private void changeUnlessAskedAgain(QueuedKey key, UnaryOperator<QueueEntry> change) {
    writer.submitLazily(
        store ->
            store
                .queue()
                .change(
                    key.place(),
                    entry -> entry.version() == key.version() ? change.apply(entry) : entry));
  }

  private Predicate<Key> openKeys() {
    Set<Key> open = intents.openKeys();
    return key -> {
      boolean isOpen = open.contains(key);
      leftOut |= isOpen;
      return isOpen;
    };
  }

  private void leaveToVerification(List<Key> keys) {
    Set<TableName> tables = new HashSet<>();
    keys.forEach(key -> tables.add(key.table()));
    for (TableName table : tables) {
      unverified.add(
          table, "more than " + MAX_KEYS_IN_MEMORY + " keys were waiting for the durable state");
    }
  }

  /** Keys on their way into the store. */
  private final class Addition implements StoreTask {
    private final List<Key> keys;
    private final Owed owed;
    private final StoreTask together;
    private final long now = System.currentTimeMillis();

    Addition(List<Key> keys, Owed owed, StoreTask together) {
      this.keys = keys;
      this.owed = owed;
      this.together = together;
    }

    @Override
    public void run(Store store) {
      for (Key key : keys) {
        addOrTell(store, key);
      }
      together.run(store);
      changes.raise();
    }

    private void addOrTell(Store store, Key key) {
      try {
        store.queue().add(key, owed, now, nextVersion());
      } catch (IllegalArgumentException unstorable) {
        LOGGER.error("A key of {} can't be queued", key.table(), unstorable);
        unverified.add(key.table(), StorableKeys.REASON);
      }
    }

    @Override
    public int keys() {
      return keys.size();
    }
  }
}
