package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transactions of this process that are about to commit. */
public final class Intents {
  private static final Logger LOGGER = LoggerFactory.getLogger(Intents.class);

  private final AtomicLong ids = new AtomicLong();
  private final Set<Intent> open = ConcurrentHashMap.newKeySet();
  private final UnverifiedTables unverified;
  private StateWriter writer;
  private StoreSwitch stores;
  private StoredQueue queue;

  Intents(UnverifiedTables unverified) {
    this.unverified = unverified;
  }

  /** Sets what works on the intents, before the first of them. */
  void connect(StateWriter itsWriter, StoreSwitch itsStores, StoredQueue itsQueue) {
    writer = itsWriter;
    stores = itsStores;
    queue = itsQueue;
  }

  /**
   * Hands the keys of a transaction to the store, without waiting for it; never throws. Until the
   * intent is ended, its keys aren't due.
   *
   * @param transaction its name, for people
   * @param keys the rows it touched
   * @param wholeTables the tables of which it touched rows whose keys aren't known
   */
  public Intent begin(String transaction, Collection<Key> keys, Collection<TableName> wholeTables) {
    StorableKeys storable = StorableKeys.of(keys, wholeTables);
    StoredIntent content = new StoredIntent(transaction, storable.keys(), storable.wholeTables());
    Intent intent = new Intent(ids.incrementAndGet(), content, this);
    open.add(intent);
    if (keepUp()) {
      intent.handOver();
      writer.submit(store -> write(store, intent));
    }
    return intent;
  }

  /** Tells whether a transaction of this process that is about to commit has touched the row. */
  public boolean isOpen(Key key) {
    return open.stream().anyMatch(intent -> intent.keys().contains(key));
  }

  boolean keepUp() {
    return writer.keepsUp();
  }

  Set<Key> openKeys() {
    Set<Key> keys = new HashSet<>();
    open.forEach(intent -> keys.addAll(intent.keys()));
    return keys;
  }

  void closed(Intent intent) {
    if (intent.isHandedOver()) {
      writer.submitLazily(store -> store.intents().remove(intent.id()));
    }
    end(intent);
  }

  void owed(Intent intent, Owed owed) {
    intent.wholeTables().forEach(table -> unverified.add(table, StorableKeys.REASON));
    queue.addStorable(intent.keys(), owed, store -> store.intents().remove(intent.id()));
    end(intent);
  }

  private void end(Intent intent) {
    open.remove(intent);
    queue.intentEnded();
  }

  /** Left out when it has ended before its turn, unless someone waits for it. */
  private void write(Store store, Intent intent) {
    if (store.isFile() && (!intent.hasEnded() || intent.isAwaited())) {
      store.intents().put(intent.id(), Bytes.of(intent.content()::write));
      stores.onCommit(intent::committed);
    } else {
      intent.committed(false);
    }
  }

  StorePart part() {
    return new StorePart() {
      @Override
      public void load(Store store) {
        moveToQueue(store);
      }

      @Override
      public void restore(Store store) {
        store.intents().clear();
        for (Intent intent : open) {
          intent.handOver();
          write(store, intent);
        }
      }
    };
  }

  /** What the process before has left open may have ended either way. */
  private void moveToQueue(Store store) {
    long now = System.currentTimeMillis();
    int keys = 0;
    for (byte[] bytes : store.storedIntents()) {
      StoredIntent left = Bytes.read(bytes, StoredIntent::read);
      for (Key key : left.keys()) {
        store.queue().add(key, Owed.UNKNOWN, now, queue.nextVersion());
        keys++;
      }
      left.wholeTables()
          .forEach(
              table ->
                  unverified.add(
                      table, "the process ended as " + left.transaction() + " was committing"));
    }
    if (keys > 0) {
      LOGGER.info("{} keys of transactions that were committing as the last run ended", keys);
    }
    store.intents().clear();
  }
}
