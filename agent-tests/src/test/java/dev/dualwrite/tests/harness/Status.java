package dev.dualwrite.tests.harness;

import com.fasterxml.jackson.jr.ob.JSON;
import java.time.Duration;
import java.util.Map;

/** What {@code status --json} says about an application, running or ended. */
public record Status(Map<String, Object> json) {
  /** Asks; fails with what the command said when it can't tell. */
  public static Status of(AgentConfig config) throws Exception {
    ChildJvm.Outcome outcome = new CommandLine(config.file()).run("status", "--json");
    if (outcome.exitCode() >= 2) {
      throw new AssertionError("status: " + outcome);
    }
    return new Status(JSON.std.mapFrom(outcome.output()));
  }

  /** Waits until no key is left that is to be reconciled at once, and returns that status. */
  public static Status awaitDrained(AgentConfig config, Duration limit) throws Exception {
    return await(config, "the queue is empty", limit, status -> status.queued() == 0);
  }

  /** Waits until the status is as wanted, and returns it. */
  public static Status await(AgentConfig config, String what, Duration limit, Condition condition)
      throws Exception {
    Status[] last = new Status[1];
    try {
      Await.until(
          what,
          limit,
          () -> {
            last[0] = of(config);
            return condition.holds(last[0]);
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; the last status was " + last[0], e);
    }
    return last[0];
  }

  /** Keys that are to be reconciled. */
  public int queued() {
    return ((Number) part("lag").get("queued")).intValue();
  }

  /** Keys that were given up until someone asks for them. */
  public int parked() {
    return ((Number) part("lag").get("parked")).intValue();
  }

  /** Whether the new database isn't asked for now. */
  public boolean breakerOpen() {
    return "open".equals(part("breaker").get("state"));
  }

  /** Whether writes are mirrored within their transactions. */
  public boolean inline() {
    return "inline".equals(json.get("condition"));
  }

  /** Whether the durable state can be written. */
  public boolean storeWell() {
    return "ok".equals(part("store").get("state"));
  }

  /** Returns one object of it; an empty one if it isn't there. */
  private Map<?, ?> part(String name) {
    return (Map<?, ?>) json.getOrDefault(name, Map.of());
  }

  /** What a status may be waited for. */
  public interface Condition {
    boolean holds(Status status);
  }
}
