package dev.dualwrite.backfill;

import dev.dualwrite.schema.TableName;
import java.time.Duration;

/** What copying a table came to. */
public final class CopiedTable {
  private final TableName table;
  private long rows;
  private long left;
  private Duration took = Duration.ZERO;

  CopiedTable(TableName table) {
    this.table = table;
  }

  /** Returns the table's name on the primary. */
  public TableName table() {
    return table;
  }

  /**
   * Returns the rows that were read and copied, those of earlier processes that did a part of it
   * included.
   */
  public long rows() {
    return rows;
  }

  /** Returns the rows that could not be copied. */
  public long left() {
    return left;
  }

  /** Returns how long this process worked on it. */
  public Duration took() {
    return took;
  }

  void add(Step.Pass pass, long copied, Duration time) {
    rows += pass == Step.Pass.ROWS ? copied : 0;
    took = took.plus(time);
  }

  void leave() {
    left++;
    rows = Math.max(0, rows - 1);
  }
}
