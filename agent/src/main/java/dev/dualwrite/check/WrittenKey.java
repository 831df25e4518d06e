package dev.dualwrite.check;

import dev.dualwrite.rows.Key;
import java.time.Duration;

/** A key that waits to be looked at; times by {@code System.nanoTime()}. */
final class WrittenKey {
  private final Key key;
  private final long writtenAt;
  private final long dueAt;

  private WrittenKey(Key key, long writtenAt, long dueAt) {
    this.key = key;
    this.writtenAt = writtenAt;
    this.dueAt = dueAt;
  }

  static WrittenKey of(Key key, long now, Duration delay) {
    return new WrittenKey(key, now, now + delay.toNanos());
  }

  /** The same key, to be looked at later. */
  WrittenKey later(long now, Duration delay) {
    return new WrittenKey(key, writtenAt, now + delay.toNanos());
  }

  Key key() {
    return key;
  }

  boolean isDue(long now) {
    return dueAt - now <= 0;
  }

  boolean isOlderThan(Duration time, long now) {
    return now - writtenAt > time.toNanos();
  }
}
