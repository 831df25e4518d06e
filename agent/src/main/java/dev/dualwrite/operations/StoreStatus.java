package dev.dualwrite.operations;

import java.time.Instant;
import java.util.Optional;

/** Whether the store in the state folder can be written. */
public final class StoreStatus {
  private final Optional<Instant> since;
  private final Optional<String> problem;

  private StoreStatus(Optional<Instant> since, Optional<String> problem) {
    this.since = since;
    this.problem = problem;
  }

  /** It can be written. */
  public static StoreStatus well() {
    return new StoreStatus(Optional.empty(), Optional.empty());
  }

  /** It can't be written since then, for this reason. */
  public static StoreStatus broken(Optional<Instant> since, String problem) {
    return new StoreStatus(since, Optional.of(problem));
  }

  /** Why it can't be written; empty when it can. */
  public Optional<String> problem() {
    return problem;
  }

  /** Since when it can't be written. */
  public Optional<Instant> since() {
    return since;
  }
}
