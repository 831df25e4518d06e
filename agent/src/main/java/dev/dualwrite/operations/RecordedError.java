package dev.dualwrite.operations;

import java.time.Instant;
import java.util.Optional;

/** A failure of late, without any value of the application. */
public final class RecordedError {
  private final String kind;
  private final Optional<String> table;
  private final String message;
  private final Instant last;
  private final long count;

  RecordedError(String kind, Optional<String> table, String message, Instant last, long count) {
    this.kind = kind;
    this.table = table;
    this.message = message;
    this.last = last;
    this.count = count;
  }

  /** The kind, as in the divergence log. */
  public String kind() {
    return kind;
  }

  /** The table, where it is known. */
  public Optional<String> table() {
    return table;
  }

  /** What the database said. */
  public String message() {
    return message;
  }

  /** When it was seen last. */
  public Instant last() {
    return last;
  }

  /** How often it was seen. */
  public long count() {
    return count;
  }

  boolean sameAs(RecordedError other) {
    return kind.equals(other.kind) && table.equals(other.table) && message.equals(other.message);
  }

  /** This and an earlier one of the same. */
  RecordedError after(RecordedError earlier) {
    return new RecordedError(kind, table, message, last, earlier.count + count);
  }
}
