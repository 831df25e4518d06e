package dev.dualwrite.backfill;

import dev.dualwrite.schema.TableName;

/** Takes how far a backfill has come. */
@FunctionalInterface
public interface BackfillProgress {
  /** Nobody wants to know. */
  BackfillProgress NONE = (table, tableRows, rows, expectedRows) -> {};

  /**
   * Takes it, several times a second.
   *
   * @param table the table that is copied
   * @param tableRows the rows of it that are copied
   * @param rows the rows that this process copied in all
   * @param expectedRows about how many rows there are still to copy
   */
  void at(TableName table, long tableRows, long rows, long expectedRows);
}
