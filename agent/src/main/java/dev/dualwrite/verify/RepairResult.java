package dev.dualwrite.verify;

import dev.dualwrite.rows.Key;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a repair came to. */
public final class RepairResult {
  private final long written;
  private final long deleted;
  private final Map<Key, String> left;

  RepairResult(long written, long deleted, Map<Key, String> left) {
    this.written = written;
    this.deleted = deleted;
    this.left = new LinkedHashMap<>(left);
  }

  /** Returns the rows that the secondary now holds as the primary did. */
  public long written() {
    return written;
  }

  /** Returns the rows that neither holds now. */
  public long deleted() {
    return deleted;
  }

  /** Returns the rows that could not be repaired, each with the reason. */
  public Map<Key, String> left() {
    return left;
  }
}
