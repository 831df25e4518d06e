package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import java.time.Instant;

/** Makes queued keys that have been looked at, for tests of what drains a queue. */
public final class QueuedKeys {

  private QueuedKeys() {}

  /** Returns a key with its history; the error may be null. */
  public static QueuedKey of(
      Key key,
      Owed owed,
      int looks,
      int attempts,
      Instant queuedAt,
      String lastError,
      long version) {
    Shape shape = Shape.of(key);
    QueueEntry entry = QueueEntry.fresh(new byte[0], owed, queuedAt.toEpochMilli(), version);
    for (int i = 0; i < looks; i++) {
      entry = entry.settled(0);
    }
    for (int i = 0; i < attempts; i++) {
      entry = entry.failed(0, lastError);
    }
    return QueuedKey.of(EntryKey.of(EntryKey.prefixOf(shape), shape, key), key, entry);
  }

  /** Returns the version that a key had when it was asked for. */
  public static long version(QueuedKey key) {
    return key.version();
  }
}
