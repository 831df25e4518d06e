package dev.dualwrite.backfill;

import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.KeyRange;
import java.util.ArrayDeque;
import java.util.Deque;

/** A range of a table's keys that one worker copies, in one piece or in several. */
final class Chunk {
  /** A part of it that is copied by one transaction. */
  static final class Piece {
    private final KeyRange range;
    private int failures;

    private Piece(KeyRange range) {
      this.range = range;
    }

    KeyRange range() {
      return range;
    }

    int failed() {
      return ++failures;
    }
  }

  private final KeyRange range;
  private final Deque<Piece> open = new ArrayDeque<>();
  private long rows;
  private boolean done;

  Chunk(KeyRange range) {
    this.range = range;
    put(range);
  }

  KeyRange range() {
    return range;
  }

  /** The first piece that isn't copied; null when all are. */
  Piece next() {
    return open.peek();
  }

  /** The first piece is copied, or left to others. */
  void pop(long copied) {
    open.pop();
    rows += copied;
  }

  /** Puts a piece before all others. */
  void put(KeyRange piece) {
    open.push(new Piece(piece));
  }

  /** Puts what is left after the rows of a piece that were copied. */
  void putRest(KeyRange piece, Key copiedUpTo) {
    put(KeyRange.between(copiedUpTo, piece.upTo().orElse(null)));
  }

  long rows() {
    return rows;
  }

  /** Only for {@link Watermark}. */
  void done() {
    done = true;
  }

  boolean isDone() {
    return done;
  }
}
