package dev.dualwrite.backfill;

import java.util.List;

/** The tables of a backfill, in the order in which they are copied. */
public final class BackfillPlan {
  private final List<PlannedTable> tables;
  private final List<Step> steps;

  BackfillPlan(List<PlannedTable> tables, List<Step> steps) {
    this.tables = List.copyOf(tables);
    this.steps = List.copyOf(steps);
  }

  /** Returns the tables, parents before their children as far as there are no circles. */
  public List<PlannedTable> tables() {
    return tables;
  }

  /** Tells whether all of them can be copied, as far as their descriptions tell. */
  public boolean copyable() {
    return tables.stream().allMatch(PlannedTable::copyable);
  }

  List<Step> steps() {
    return steps;
  }
}
