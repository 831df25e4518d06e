package dev.dualwrite.backfill;

import dev.dualwrite.rows.Key;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Up to where a table is copied without a gap, though chunks end in any order; what lies behind an
 * open chunk is copied once more after a crash, which does no harm.
 */
final class Watermark {
  /** Takes a new mark, which is to be kept. */
  interface Keeper {
    void keep(Key upTo, long rows);
  }

  private final Keeper keeper;
  private final Deque<Chunk> open = new ArrayDeque<>();
  private long rows;

  Watermark(long rowsBefore, Keeper keeper) {
    this.rows = rowsBefore;
    this.keeper = keeper;
  }

  /** A chunk was handed out; in the order of their keys. */
  synchronized void begun(Chunk chunk) {
    open.add(chunk);
  }

  synchronized void done(Chunk chunk) {
    chunk.done();
    Chunk last = null;
    while (!open.isEmpty() && open.peek().isDone()) {
      last = open.remove();
      rows += last.rows();
    }
    if (last != null && last.range().upTo().isPresent()) {
      keeper.keep(last.range().upTo().get(), rows);
    }
  }

  /** The rows without a gap. */
  synchronized long rows() {
    return rows;
  }
}
