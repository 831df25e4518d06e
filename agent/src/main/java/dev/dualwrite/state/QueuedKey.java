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
  private final long dueAt;
  private final EntryKey place;

  private QueuedKey(Key key, EntryKey place, QueueEntry entry) {
    this.key = Objects.requireNonNull(key, "key");
    this.owed = entry.owed();
    this.looks = entry.looks();
    this.attempts = entry.attempts();
    this.queuedAt = Instant.ofEpochMilli(entry.queuedAt());
    this.lastError = entry.lastError();
    this.version = entry.version();
    this.dueAt = entry.dueAt();
    this.place = place;
  }

  static QueuedKey of(EntryKey place, Key key, QueueEntry entry) {
    return new QueuedKey(key, place, entry);
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

  /** When it was due, in milliseconds since 1970. */
  long dueAt() {
    return dueAt;
  }

  /** Where it stands in the store. */
  EntryKey place() {
    return place;
  }

  @Override
  public String toString() {
    return key + ", " + owed + ", " + looks + " looks, " + attempts + " failed attempts";
  }
}
