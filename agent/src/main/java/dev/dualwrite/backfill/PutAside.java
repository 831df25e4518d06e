package dev.dualwrite.backfill;

import dev.dualwrite.rows.Key;
import dev.dualwrite.state.Owed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the rows go that the chunks of a step leave behind: they are copied by their keys later.
 */
final class PutAside {
  private static final int MOST_REFUSED = 10_000;

  private final Checkpoints checkpoints;
  private final Step step;
  private long refused;

  PutAside(Checkpoints checkpoints, Step step) {
    this.checkpoints = checkpoints;
    this.step = step;
  }

  /** Others have their rows locked. */
  void locked(List<Key> keys) {
    add(keys, Owed.KNOWN);
  }

  /** The secondary may have committed when their rows weren't locked any more. */
  void inDoubt(List<Key> keys) {
    add(keys, Owed.UNKNOWN);
  }

  /**
   * The secondary didn't take their rows.
   *
   * @throws TooManyRefused when it is rather the table than its rows
   */
  synchronized void refused(Map<Key, SQLException> rows) throws TooManyRefused {
    if (rows.isEmpty()) {
      return;
    }
    add(new ArrayList<>(rows.keySet()), Owed.KNOWN);
    refused += rows.size();
    if (refused > MOST_REFUSED) {
      throw new TooManyRefused(step.table(), refused, rows.values().iterator().next());
    }
  }

  /** A worker has ended what it did. */
  void settled(int worker) {
    checkpoints.underWay(worker, List.of());
  }

  private void add(List<Key> keys, Owed owed) {
    if (!keys.isEmpty()) {
      checkpoints.queue().add(keys, owed);
    }
  }
}
