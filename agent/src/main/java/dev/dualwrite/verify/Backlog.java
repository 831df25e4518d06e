package dev.dualwrite.verify;

import java.time.Duration;
import java.util.Optional;

/** What a running application still has to copy. */
@FunctionalInterface
public interface Backlog {
  /** Nobody copies anything. */
  Backlog NONE = Optional::empty;

  /** Returns the age of the oldest key that is queued; empty when none is, or nobody runs. */
  Optional<Duration> oldest();
}
