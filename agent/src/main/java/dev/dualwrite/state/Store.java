package dev.dualwrite.state;

import dev.dualwrite.config.SyncMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The maps of the state in one file, or in memory while there is no file to write to; only the
 * state's writer touches it. Nothing is stored but by {@link #commit}.
 */
final class Store {
  /** Raised when what is stored changes its meaning; a newer one isn't read. */
  static final int FORMAT = 1;

  private static final int COMPACT_FROM_BYTES = 4 << 20;

  /** While a long queue drains, the file would grow faster than any clock has it compacted. */
  private static final int COMPACT_AFTER_BYTES = 4 << 20;

  private static final int COMPACT_BELOW_PERCENT = 60;
  private static final int COMPACT_BYTES = 2 << 20;

  private final MVStore store;
  private final OrderedFile file;
  private final MVMap<Long, byte[]> intents;
  private final MVMap<byte[], byte[]> unverified;
  private final MVMap<String, String> documents;
  private final QueueEntries queue;
  private long compactedAtBytes;

  private Store(MVStore store, OrderedFile file) {
    this.store = store;
    this.file = file;
    this.intents =
        store.openMap(
            "intents",
            new MVMap.Builder<Long, byte[]>()
                .keyType(LongDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
    this.unverified = bytesMap(store, "unverified");
    this.documents =
        store.openMap(
            "documents",
            new MVMap.Builder<String, String>()
                .keyType(StringDataType.INSTANCE)
                .valueType(StringDataType.INSTANCE));
    this.queue = QueueEntries.of(store);
  }

  /**
   * Opens a file, which is made if it isn't there.
   *
   * @throws UnreadableStateException when the file is of a newer format
   * @throws RuntimeException as MVStore throws them, when it can't be read or written
   */
  static Store open(String name, SyncMode sync) {
    OrderedFile file = OrderedFile.open(name, sync);
    try {
      MVStore store =
          new MVStore.Builder()
              .adoptFileStore(file)
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .open();
      return opened(store, file);
    } catch (RuntimeException | Error failure) {
      file.close();
      throw failure;
    }
  }

  private static Store opened(MVStore store, OrderedFile file) {
    store.setRetentionTime(0);
    file.keepWhatIsNeeded();
    if (store.getStoreVersion() > FORMAT) {
      throw new UnreadableStateException(
          "its format is " + store.getStoreVersion() + ", this agent knows " + FORMAT, null);
    }
    store.setStoreVersion(FORMAT);
    return new Store(store, file);
  }

  static Store inMemory() {
    return new Store(new MVStore.Builder().autoCommitDisabled().open(), null);
  }

  static MVMap<byte[], byte[]> bytesMap(MVStore store, String name) {
    return store.openMap(
        name,
        new MVMap.Builder<byte[], byte[]>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  boolean isFile() {
    return file != null;
  }

  QueueEntries queue() {
    return queue;
  }

  Map<Long, byte[]> intents() {
    return intents;
  }

  Map<byte[], byte[]> unverified() {
    return unverified;
  }

  Map<String, String> documents() {
    return documents;
  }

  List<byte[]> storedIntents() {
    return new ArrayList<>(intents.values());
  }

  /** Makes the changes since the last commit durable, all of them or none. */
  void commit() {
    if (!store.hasUnsavedChanges()) {
      return;
    }
    if (file == null) {
      store.commit();
      return;
    }
    file.keepHeaderNear();
    store.commit();
    file.syncIfAsked();
  }

  /** Whether so much was written since the last time that the file would grow for no reason. */
  boolean needsCompaction() {
    return file != null && file.bytesWritten() - compactedAtBytes > COMPACT_AFTER_BYTES;
  }

  /**
   * Gathers what is alive in the file's sparse parts, a little at a time, and shortens the file.
   */
  void compact() {
    if (file != null && file.size() > COMPACT_FROM_BYTES) {
      compactNow();
    }
  }

  void compactNow() {
    store.compact(COMPACT_BELOW_PERCENT, COMPACT_BYTES);
    file.compactMoveChunks(COMPACT_BELOW_PERCENT, COMPACT_BYTES, store);
    compactedAtBytes = file.bytesWritten();
  }

  /** The bytes that the file has. */
  long fileSize() {
    return file == null ? 0 : file.size();
  }

  void close() {
    store.close();
  }

  /** Gives the file free without writing to it. */
  void abandon() {
    store.closeImmediately();
    if (file != null && !store.isClosed()) {
      file.close();
    }
  }
}
