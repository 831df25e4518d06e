package dev.dualwrite.dialect;

/** What {@code getGeneratedKeys} holds when the key columns were named at prepare. */
public enum KeyReturnSupport {
  /** One row for each touched row, with every column that was named, in the statement's order. */
  ALL_NAMED_COLUMNS,
  /**
   * One row for each inserted row, with the column that the database counted up alone; true only of
   * an INSERT whose rows all leave that column out and are all inserted.
   */
  GENERATED_ONLY,
  /**
   * The counted-up column of the first inserted row of each execution alone. The rows of one INSERT
   * with VALUES that all leave the column out follow it in steps of {@code
   * auto_increment_increment}.
   */
  GENERATED_FIRST_ONLY,
  /** Nothing. */
  NONE
}
