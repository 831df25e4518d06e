package dev.dualwrite.operations;

/** Tries queued keys again, in the running application. */
@FunctionalInterface
public interface Retry {

  /**
   * Asks for another try now, and returns without waiting for it.
   *
   * @return the number of parked keys that are queued again
   */
  long now(RetryScope scope);
}
