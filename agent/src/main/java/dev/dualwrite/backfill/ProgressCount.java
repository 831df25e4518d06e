package dev.dualwrite.backfill;

/** Adds up over the steps how far a backfill has come. */
final class ProgressCount {
  private final BackfillProgress progress;
  private Step step;
  private long before;
  private long ofEarlierSteps;
  private long last;
  private long expected;

  ProgressCount(BackfillPlan plan, Checkpoints checkpoints, BackfillProgress progress) {
    this.progress = progress;
    for (Step each : plan.steps()) {
      Checkpoints.Mark mark = checkpoints.mark(each);
      if (!mark.done()) {
        expected += Math.max(0, each.table().estimatedRows() - mark.rows());
      }
    }
  }

  /** A step begins, of which earlier processes did some rows. */
  void begin(Step next, long rowsBefore) {
    ofEarlierSteps += last - before;
    step = next;
    before = rowsBefore;
    last = rowsBefore;
  }

  /** The step has come to so many rows. */
  void at(long rows) {
    last = rows;
    long copied = ofEarlierSteps + rows - before;
    progress.at(step.table().name(), rows, copied, Math.max(0, expected - copied));
  }
}
