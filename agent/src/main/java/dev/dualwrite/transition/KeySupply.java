package dev.dualwrite.transition;

import java.time.Duration;
import java.util.Optional;

/** Keeps the coming primary from making keys that are in use on either side. */
interface KeySupply {

  /** Sets them ahead while transactions go on; returns what keeps it from doing so. */
  Optional<Gate> prepare(Move move);

  /**
   * The same again while nothing is written, which has little left to do.
   *
   * @param atMost how long transactions may still wait
   */
  Optional<Gate> finish(Duration atMost);

  /** Ends what {@link #prepare} began. */
  void release();
}
