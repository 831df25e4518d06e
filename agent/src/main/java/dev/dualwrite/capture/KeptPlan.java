package dev.dualwrite.capture;

import dev.dualwrite.plan.Plan;
import dev.dualwrite.schema.Namespace;

/** A plan that a prepared statement keeps, so that it isn't looked up for each execution. */
final class KeptPlan {
  private final Plan plan;
  private final Namespace namespace;
  private final int generation;

  KeptPlan(Plan plan, Namespace namespace, int generation) {
    this.plan = plan;
    this.namespace = namespace;
    this.generation = generation;
  }

  Plan plan() {
    return plan;
  }

  /** Whether it was made for the same place in the database and isn't to be looked up again. */
  boolean isOf(Namespace current, int currentGeneration) {
    return generation == currentGeneration && namespace.equals(current);
  }
}
