package dev.dualwrite.operations;

import java.util.Arrays;
import java.util.Optional;

/** What happens to the application's writes now. */
public enum Condition {
  IDLE("idle", "the application has no connection to its database open"),
  NOT_MIRRORING("not-mirroring", "writes reach one database only"),
  INLINE("inline", "writes are mirrored within their transactions"),
  ASYNC("async", "writes follow by their keys, out of the queue"),
  CATCHING_UP(
      "catching-up", "the keys of writes are queued until the other database has caught up");

  private final String label;
  private final String meaning;

  Condition(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /** The condition of this label, or empty if there is none. */
  static Optional<Condition> parse(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }

  /** The word for it in documents and on the command line. */
  public String label() {
    return label;
  }

  /** What it means, in words. */
  public String meaning() {
    return meaning;
  }
}
