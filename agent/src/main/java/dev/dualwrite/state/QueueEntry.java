package dev.dualwrite.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What the queue knows about one key, and how that changes. */
final class QueueEntry {
  private static final int MAX_ERROR = 500;

  private final EntryPlace place;
  private final Owed owed;
  private final int looks;
  private final int attempts;
  private final long queuedAt;
  private final long dueAt;
  private final long version;
  private final String lastError;
  private final byte[] values;

  private QueueEntry(Draft draft) {
    this.place = draft.place;
    this.owed = draft.owed;
    this.looks = draft.looks;
    this.attempts = draft.attempts;
    this.queuedAt = draft.queuedAt;
    this.dueAt = draft.dueAt;
    this.version = draft.version;
    this.lastError = draft.lastError;
    this.values = draft.values;
  }

  /** Returns the entry of a key that wasn't there; times are milliseconds since 1970. */
  static QueueEntry fresh(byte[] values, Owed owed, long now, long version) {
    Draft draft = new Draft();
    draft.values = values;
    draft.owed = owed;
    draft.queuedAt = now;
    draft.dueAt = now;
    draft.version = version;
    return draft.entry();
  }

  /** A key that has failed keeps its patience: asking again doesn't make the other side well. */
  QueueEntry askedAgain(Owed again, long now, long newVersion) {
    Draft draft = draft();
    draft.place = EntryPlace.QUEUED;
    draft.owed = again == Owed.UNKNOWN ? again : owed;
    draft.looks = 0;
    draft.version = newVersion;
    if (place == EntryPlace.QUEUED) {
      draft.dueAt = attempts > 0 ? dueAt : Math.min(dueAt, now);
    } else {
      draft.queuedAt = now;
      draft.dueAt = now;
    }
    return draft.entry();
  }

  QueueEntry settled(long nextLook) {
    Draft draft = draft();
    draft.place = EntryPlace.RECHECK;
    draft.looks++;
    draft.attempts = 0;
    draft.lastError = null;
    draft.dueAt = nextLook;
    return draft.entry();
  }

  QueueEntry postponed(long notBefore) {
    Draft draft = draft();
    draft.dueAt = notBefore;
    return draft.entry();
  }

  QueueEntry failed(long notBefore, String error) {
    Draft draft = draft();
    draft.attempts++;
    draft.lastError = cut(error);
    draft.dueAt = notBefore;
    return draft.entry();
  }

  QueueEntry parked(String error) {
    Draft draft = draft();
    draft.place = EntryPlace.PARKED;
    draft.attempts++;
    draft.lastError = cut(error);
    return draft.entry();
  }

  QueueEntry unparked(long now) {
    Draft draft = draft();
    draft.place = EntryPlace.QUEUED;
    draft.attempts = 0;
    draft.dueAt = now;
    return draft.entry();
  }

  EntryPlace place() {
    return place;
  }

  Owed owed() {
    return owed;
  }

  int looks() {
    return looks;
  }

  int attempts() {
    return attempts;
  }

  long queuedAt() {
    return queuedAt;
  }

  long dueAt() {
    return dueAt;
  }

  long version() {
    return version;
  }

  String lastError() {
    return lastError;
  }

  /** The key's values as they were given, which a driver may tell apart though they are equal. */
  byte[] values() {
    return values;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(place.code());
    out.writeBoolean(owed == Owed.UNKNOWN);
    out.writeInt(looks);
    out.writeInt(attempts);
    out.writeLong(queuedAt);
    out.writeLong(dueAt);
    out.writeLong(version);
    Bytes.writeOptional(out, lastError);
    Bytes.writeBytes(out, values);
  }

  static QueueEntry read(DataInput in) throws IOException {
    Draft draft = new Draft();
    draft.place = EntryPlace.of(in.readByte());
    draft.owed = in.readBoolean() ? Owed.UNKNOWN : Owed.KNOWN;
    draft.looks = in.readInt();
    draft.attempts = in.readInt();
    draft.queuedAt = in.readLong();
    draft.dueAt = in.readLong();
    draft.version = in.readLong();
    draft.lastError = Bytes.readOptional(in);
    draft.values = Bytes.readBytes(in);
    return draft.entry();
  }

  private static String cut(String error) {
    return error == null || error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR);
  }

  private Draft draft() {
    Draft draft = new Draft();
    draft.place = place;
    draft.owed = owed;
    draft.looks = looks;
    draft.attempts = attempts;
    draft.queuedAt = queuedAt;
    draft.dueAt = dueAt;
    draft.version = version;
    draft.lastError = lastError;
    draft.values = values;
    return draft;
  }

  /** An entry in the making. */
  private static final class Draft {
    private EntryPlace place = EntryPlace.QUEUED;
    private Owed owed;
    private int looks;
    private int attempts;
    private long queuedAt;
    private long dueAt;
    private long version;
    private String lastError;
    private byte[] values;

    QueueEntry entry() {
      return new QueueEntry(this);
    }
  }
}
