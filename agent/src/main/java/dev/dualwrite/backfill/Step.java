package dev.dualwrite.backfill;

import java.util.List;

/** One pass over a table. */
final class Step {
  /** What is copied in it. */
  enum Pass {
    /** All rows; references to rows that aren't there yet are left out. */
    ROWS,
    /** The rows that have such references, with them. */
    REFERENCES
  }

  private final PlannedTable table;
  private final Pass pass;

  Step(PlannedTable table, Pass pass) {
    this.table = table;
    this.pass = pass;
  }

  PlannedTable table() {
    return table;
  }

  Pass pass() {
    return pass;
  }

  /** The columns that are written as NULL. */
  List<String> leftOut() {
    return pass == Pass.ROWS ? table.later() : List.of();
  }

  /** The columns of which one must have a value for the row to be copied; none for all rows. */
  List<String> filled() {
    return pass == Pass.ROWS ? List.of() : table.later();
  }

  /** What its checkpoint is kept under. */
  String id() {
    return pass + " " + table.name();
  }

  @Override
  public String toString() {
    return table + (pass == Pass.ROWS ? "" : " (references)");
  }
}
