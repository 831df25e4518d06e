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
    return new QueuedKey(key, owed, looks, attempts, queuedAt, lastError, version);
  }

  /** Returns the version that a key had when it was asked for. */
  public static long version(QueuedKey key) {
    return key.version();
  }
}
