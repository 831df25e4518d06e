package dev.dualwrite.verify;

import dev.dualwrite.schema.TableName;

/** Is told how far a verification has come; called often. */
public interface Progress {
  /** Nobody wants to know. */
  Progress NONE = (table, rows) -> {};

  /** So many of the table's rows are done. */
  void at(TableName table, long rows);

  /** Returns the progress of one table. */
  default Progress.OfTable of(TableName table) {
    return rows -> at(table, rows);
  }

  /** Is told how far one table has come. */
  @FunctionalInterface
  interface OfTable {
    /** So many rows are done. */
    void at(long rows);
  }
}
