package dev.dualwrite.state;

import java.time.Duration;

/** Something that has happened, which is waited for by one thread. */
final class Signal {
  private boolean raised;

  synchronized void raise() {
    raised = true;
    notifyAll();
  }

  /** Waits until it is raised, or returns at once when it was since the last call. */
  synchronized boolean await(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!raised) {
      long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    raised = false;
    return true;
  }
}
