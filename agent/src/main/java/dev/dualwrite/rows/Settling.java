package dev.dualwrite.rows;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Leaving each of these out in turn is as many attempts. */
  private static final int MOST_TO_LEAVE_OUT = 8;

  private final Attempts attempts;
  private final TableWriter writer;
  private final RowDeleter deleter;

  Settling(Attempts attempts, TableWriter writer, RowDeleter deleter) {
    this.attempts = attempts;
    this.writer = writer;
    this.deleter = deleter;
  }

  /** Writes and deletes what can be, and returns what is refused, by key, with the reasons. */
  Map<Key, SQLException> settle(List<RowImage> rows, List<Key> keys) throws SQLException {
    List<Step> open = new ArrayList<>();
    rows.forEach(row -> open.add(new Step(row, row.key())));
    keys.forEach(key -> open.add(new Step(null, key)));
    int before;
    do {
      before = open.size();
      tryAll(open);
    } while (!open.isEmpty() && open.size() < before);
    if (!open.isEmpty()) {
      replaceSwapping(open);
    }
    Map<Key, SQLException> refused = new LinkedHashMap<>();
    open.forEach(step -> refused.put(step.key, step.refusal));
    return refused;
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
      deleter.delete(List.of(step.key));
    } else {
      writer.upsert(List.of(step.row));
    }
  }

  /** Deleting is out of the question where it would take rows of other tables along. */
  private void replaceSwapping(List<Step> open) throws SQLException {
    List<Step> swapping = new ArrayList<>();
    for (Step step : open) {
      if (step.row != null && attempts.isDuplicateKey(step.refusal)) {
        swapping.add(step);
      }
    }
    if (swapping.size() < 2 || writer.deletingTakesOthersAlong()) {
      return;
    }
    if (replaced(swapping)) {
      open.removeAll(swapping);
    } else if (swapping.size() > 2 && swapping.size() <= MOST_TO_LEAVE_OUT) {
      replaceAllButOne(swapping, open);
    }
  }

  /** One row whose value belongs to a stranger would keep the others from swapping theirs. */
  private void replaceAllButOne(List<Step> swapping, List<Step> open) throws SQLException {
    for (Step stranger : swapping) {
      List<Step> others = new ArrayList<>(swapping);
      others.remove(stranger);
      if (replaced(others)) {
        open.removeAll(others);
        return;
      }
    }
  }

  private boolean replaced(List<Step> swapping) throws SQLException {
    List<RowImage> rows = new ArrayList<>();
    swapping.forEach(step -> rows.add(step.row));
    Optional<SQLException> refused = attempts.runUndoably(() -> writer.replace(rows));
    refused.ifPresent(reason -> suppress(swapping.get(0).refusal, reason));
    return refused.isEmpty();
  }

  private static void suppress(SQLException refusal, SQLException reason) {
    if (refusal != reason && refusal.getSuppressed().length == 0) {
      refusal.addSuppressed(reason);
    }
  }
}
