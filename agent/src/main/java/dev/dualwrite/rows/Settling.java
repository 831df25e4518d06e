package dev.dualwrite.rows;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes rows that refuse each other in the order they came in: rows that pass a unique value on,
 * or that refer to each other, find their order by trying one after the other; rows that swap
 * unique values are deleted and inserted.
 */
final class Settling {

  /** A row to upsert, or a key to delete where there is no row. */
  private static final class Step {
    private final RowImage row;
    private final Key key;
    private SQLException refusal;

    Step(RowImage row, Key key) {
      this.row = row;
      this.key = key;
    }
  }

  private final Attempts attempts;
  private final TableWriter writer;

  Settling(Attempts attempts, TableWriter writer) {
    this.attempts = attempts;
    this.writer = writer;
  }

  void settle(List<RowImage> rows, List<Key> keys) throws SQLException {
    List<Step> open = new ArrayList<>();
    rows.forEach(row -> open.add(new Step(row, row.key())));
    keys.forEach(key -> open.add(new Step(null, key)));
    int before;
    do {
      before = open.size();
      tryAll(open);
    } while (!open.isEmpty() && open.size() < before);
    if (!open.isEmpty()) {
      replace(open);
    }
  }

  private void tryAll(List<Step> open) throws SQLException {
    List<Step> refused = new ArrayList<>();
    for (Step step : open) {
      Optional<SQLException> refusal = attempts.run(() -> run(step));
      if (refusal.isPresent()) {
        step.refusal = refusal.get();
        refused.add(step);
      }
    }
    open.retainAll(refused);
  }

  private void run(Step step) throws SQLException {
    if (step.row == null) {
      writer.delete(List.of(step.key));
    } else {
      writer.upsert(List.of(step.row));
    }
  }

  /** Deleting is out of the question where it would take rows of other tables along. */
  private void replace(List<Step> swapping) throws SQLException {
    List<RowImage> rows = new ArrayList<>();
    for (Step step : swapping) {
      if (step.row == null || !attempts.isDuplicateKey(step.refusal)) {
        throw step.refusal;
      }
      rows.add(step.row);
    }
    SQLException first = swapping.get(0).refusal;
    if (rows.size() < 2 || writer.deletingTakesOthersAlong()) {
      throw first;
    }
    Optional<SQLException> refused = attempts.run(() -> writer.replace(rows));
    if (refused.isPresent()) {
      first.addSuppressed(refused.get());
      throw first;
    }
  }
}
