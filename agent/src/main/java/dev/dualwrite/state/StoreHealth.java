package dev.dualwrite.state;

import java.time.Instant;
import java.util.Optional;

/** Whether the durable state can be written at the moment. */
public final class StoreHealth {
  private static final StoreHealth WELL = new StoreHealth(null, null);

  private final Instant brokenSince;
  private final String reason;

  private StoreHealth(Instant brokenSince, String reason) {
    this.brokenSince = brokenSince;
    this.reason = reason;
  }

  /** Returns the health of a store that can be written. */
  public static StoreHealth well() {
    return WELL;
  }

  /** Returns the health of a store that can't be written since then, for a reason. */
  public static StoreHealth broken(Instant since, String reason) {
    return new StoreHealth(since, reason);
  }

  /** Tells whether the store can be written. */
  public boolean ok() {
    return brokenSince == null;
  }

  /** Returns since when it can't be written; empty when it can. */
  public Optional<Instant> brokenSince() {
    return Optional.ofNullable(brokenSince);
  }

  /** Returns why it can't be written; empty when it can. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  @Override
  public String toString() {
    return ok() ? "ok" : "not writable since " + brokenSince + ": " + reason;
  }
}
