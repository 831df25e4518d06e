package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A key of the retry queue as it was when it was asked for. */
public final class QueuedKey {
  private final Key key;
  private final Owed owed;
  private final int looks;
  private final int attempts;
  private final Instant queuedAt;
  private final String lastError;
  private final long version;

  QueuedKey(
      Key key,
      Owed owed,
      int looks,
      int attempts,
      Instant queuedAt,
      String lastError,
      long version) {
    this.key = Objects.requireNonNull(key, "key");
    this.owed = Objects.requireNonNull(owed, "owed");
    this.looks = looks;
    this.attempts = attempts;
    this.queuedAt = Objects.requireNonNull(queuedAt, "queuedAt");
    this.lastError = lastError;
    this.version = version;
  }

  /** Returns a key that was queued at a moment and not looked at since; for tests of drainers. */
  public static QueuedKey fresh(Key key, Owed owed, Instant queuedAt) {
    return new QueuedKey(key, owed, 0, 0, queuedAt, null, 0);
  }

  /** Returns the key. */
  public Key key() {
    return key;
  }

  /** Returns why it is to be reconciled. */
  public Owed owed() {
    return owed;
  }

  /** Returns how often both sides were found equal or made so, since it was last asked for. */
  public int looks() {
    return looks;
  }

  /** Returns how often reconciling has failed since it last succeeded. */
  public int attempts() {
    return attempts;
  }

  /** Returns when it was first asked for. */
  public Instant queuedAt() {
    return queuedAt;
  }

  /** Returns what the last attempt failed of. */
  public Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  /** Changes whenever the key is asked for again. */
  long version() {
    return version;
  }

  @Override
  public String toString() {
    return key + ", " + owed + ", " + looks + " looks, " + attempts + " failed attempts";
  }
}
