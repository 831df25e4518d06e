package dev.dualwrite.command;

import dev.dualwrite.state.State;
import java.time.Duration;

/** Reconciles the queued keys of an application that doesn't run. */
interface Drainer {

  /**
   * Reconciles until the queue is empty, or the time is over.
   *
   * @throws CommandFailure when it can't even begin
   */
  void drain(State state, Duration atMost) throws CommandFailure;
}
