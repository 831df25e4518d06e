package dev.dualwrite.verify;

import java.sql.SQLException;
import java.util.concurrent.Executor;

/** Reads both tables side by side, in the order of their keys, and compares every field. */
final class FullScan {
  private final TablePair pair;
  private final Doubts doubts;
  private final Executor threads;
  private final Progress.OfTable progress;
  private final RowComparison comparison;
  private final KeyComparator order = new KeyComparator();

  FullScan(TablePair pair, Doubts doubts, Executor threads, Progress.OfTable progress) {
    this.pair = pair;
    this.doubts = doubts;
    this.threads = threads;
    this.progress = progress;
    this.comparison = new RowComparison(pair);
  }

  /** Compares all rows; what seems to differ becomes a doubt. */
  void run(Tally tally) throws SQLException, NotVerifiableException {
    try (RowStream primary = RowStream.of(pair.primary(), order, threads);
        RowStream secondary = RowStream.of(pair.secondary(), order, threads)) {
      merge(primary, secondary);
      tally.rows(primary.rows(), secondary.rows());
      tally.checked(primary.rows());
    }
  }

  private void merge(RowStream primary, RowStream secondary)
      throws SQLException, NotVerifiableException {
    Row mine = primary.next();
    Row theirs = secondary.next();
    while (mine != null || theirs != null) {
      int position = position(mine, theirs);
      if (position < 0) {
        doubts.add(mine.key());
      } else if (position > 0) {
        doubts.add(theirs.key());
      } else if (!comparison.equal(mine, theirs)) {
        doubts.add(mine.key());
      }
      mine = position <= 0 ? primary.next() : mine;
      theirs = position >= 0 ? secondary.next() : theirs;
      progress.at(primary.rows());
    }
  }

  private int position(Row mine, Row theirs) {
    if (mine == null) {
      return 1;
    }
    return theirs == null ? -1 : order.compare(mine.key(), theirs.key());
  }
}
