package dev.dualwrite.bench.latency;

import dev.dualwrite.bench.run.AgentSetup;
import dev.dualwrite.tests.harness.DatabasePair;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Who writes to the databases, and how. */
enum Rival {
  BARE("bare"),
  BARE_AGAIN("bare, again"),
  SEQUENTIAL("by hand, sequential"),
  CONCURRENT("by hand, concurrent"),
  OLD_ONLY("old-only"),
  NEW_SECONDARY("new-secondary"),
  NEW_SECONDARY_ASYNC("new-secondary, async"),
  NEW_SECONDARY_AFTER("new-secondary, autocommit=after"),
  BOTH_REQUIRED("both-required"),
  BOTH_REQUIRED_ASYNC("both-required, async"),
  BOTH_REQUIRED_AFTER("both-required, autocommit=after"),
  NEW_PRIMARY("new-primary"),
  NEW_PRIMARY_ASYNC("new-primary, async"),
  NEW_ONLY("new-only");

  private final String label;

  Rival(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Returns the agent's configuration, where there is an agent. */
  Optional<AgentSetup> agent() {
    return phase().map(AgentSetup::phase).map(this::completed);
  }

  /** Returns the phase that the agent is in, where there is an agent. */
  Optional<String> phase() {
    return switch (this) {
      case BARE, BARE_AGAIN, SEQUENTIAL, CONCURRENT -> Optional.empty();
      case OLD_ONLY -> Optional.of("old-only");
      case NEW_SECONDARY, NEW_SECONDARY_ASYNC, NEW_SECONDARY_AFTER -> Optional.of("new-secondary");
      case BOTH_REQUIRED, BOTH_REQUIRED_ASYNC, BOTH_REQUIRED_AFTER -> Optional.of("both-required");
      case NEW_PRIMARY, NEW_PRIMARY_ASYNC -> Optional.of("new-primary");
      case NEW_ONLY -> Optional.of("new-only");
    };
  }

  private AgentSetup completed(AgentSetup setup) {
    return switch (this) {
      case NEW_SECONDARY_ASYNC, BOTH_REQUIRED_ASYNC, NEW_PRIMARY_ASYNC ->
          setup.with("dualwrite.mirror", "async");
      case NEW_SECONDARY_AFTER, BOTH_REQUIRED_AFTER -> setup.with("dualwrite.autocommit", "after");
      case BARE,
          BARE_AGAIN,
          SEQUENTIAL,
          CONCURRENT,
          OLD_ONLY,
          NEW_SECONDARY,
          BOTH_REQUIRED,
          NEW_PRIMARY,
          NEW_ONLY ->
          setup;
    };
  }

  /** Tells whether this differs from another rival in that work. */
  boolean takesPartIn(Work work) {
    Set<Rival> autocommitOnly = Set.of(NEW_SECONDARY_AFTER, BOTH_REQUIRED_AFTER);
    return work == Work.AUTOCOMMIT || !autocommitOnly.contains(this);
  }

  Application application(DatabasePair pair) throws SQLException {
    return switch (this) {
      case SEQUENTIAL -> new Sequential(pair);
      case CONCURRENT -> new Concurrent(pair);
      case BARE,
          BARE_AGAIN,
          OLD_ONLY,
          NEW_SECONDARY,
          NEW_SECONDARY_ASYNC,
          NEW_SECONDARY_AFTER,
          BOTH_REQUIRED,
          BOTH_REQUIRED_ASYNC,
          BOTH_REQUIRED_AFTER,
          NEW_PRIMARY,
          NEW_PRIMARY_ASYNC,
          NEW_ONLY ->
          new OneDatabase(pair.oldDatabase());
    };
  }
}
