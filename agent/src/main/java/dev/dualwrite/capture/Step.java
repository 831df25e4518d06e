package dev.dualwrite.capture;

import dev.dualwrite.plan.KeySource;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.Strategy;
import dev.dualwrite.rows.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement of an execution with its parameters: a batch has several, and so has a text that
 * holds several statements.
 */
final class Step {
  private final Plan plan;
  private final Bindings bindings;
  private final boolean counted;
  private final Strategy strategy;
  private List<Key> keys = List.of();
  private boolean keysSelected;
  private final Map<String, List<Object>> generated = new HashMap<>();

  private Step(Plan plan, Bindings bindings, boolean counted, Strategy strategy) {
    this.plan = plan;
    this.bindings = bindings;
    this.counted = counted;
    this.strategy = strategy;
  }

  /** The steps of one text with its parameters. */
  static List<Step> of(Plan plan, Bindings bindings) {
    if (plan.parts().isEmpty()) {
      return List.of(new Step(plan, bindings, true, plan.strategy()));
    }
    List<Step> steps = new ArrayList<>(plan.parts().size());
    for (Plan part : plan.parts()) {
      // The counts of later parts are behind getMoreResults, which is the application's to call.
      steps.add(new Step(part, bindings, false, part.strategy()));
    }
    return steps;
  }

  Plan plan() {
    return plan;
  }

  Bindings bindings() {
    return bindings;
  }

  /**
   * Whether the driver tells how many rows this step touched: 0 after a TRUNCATE or CALL says
   * nothing.
   */
  boolean countsRows() {
    switch (plan.kind()) {
      case INSERT:
      case UPDATE:
      case DELETE:
      case UPSERT:
        return counted;
      case READ:
      case TRUNCATE:
      case DDL:
      case TRANSACTION:
      case SESSION:
      case CALL:
      case SEVERAL:
      case OTHER:
        return false;
    }
    throw new AssertionError(plan.kind());
  }

  /** Whether the driver tells this step's update count. */
  boolean counted() {
    return counted;
  }

  /** How this step reaches the secondary. */
  Strategy strategy() {
    return strategy;
  }

  /** This step with another strategy than its plan's. */
  Step by(Strategy other) {
    return new Step(plan, bindings, counted, other);
  }

  /** Whether this step is repeated as a statement. */
  boolean isStatement() {
    return strategy == Strategy.STATEMENT;
  }

  /** Whether this step is to reach the secondary by a strategy. */
  boolean isMirrored() {
    return strategy == Strategy.STATEMENT || strategy == Strategy.ROWS;
  }

  /**
   * How keys are found before the execution, and after it none, if the driver isn't asked to return
   * them.
   */
  KeySource keysBefore(boolean driverAsked) {
    keysSelected =
        !driverAsked
            && plan.keysAfter().type() == KeySource.Type.RETURNED
            && plan.keysUnlessReturned().type() == KeySource.Type.SELECTED;
    return keysSelected ? plan.keysUnlessReturned() : plan.keysBefore();
  }

  /** Whether the keys are those that a query found before the execution. */
  boolean selectedKeys() {
    return keysSelected
        || (plan.keysBefore().type() == KeySource.Type.SELECTED
            && plan.keysAfter().type() == KeySource.Type.NONE);
  }

  /** How keys are found after the execution. */
  KeySource keysAfter() {
    return keysSelected ? KeySource.none() : plan.keysAfter();
  }

  /** Keeps a value that the primary generated, in the order of rows. */
  void addGenerated(String column, Object value) {
    generated.computeIfAbsent(column, unseen -> new ArrayList<>()).add(value);
  }

  /** The values that the primary generated for a column, in the order of rows. */
  List<Object> generated(String column) {
    return generated.getOrDefault(column, List.of());
  }

  /**
   * The bound values of steps of one plan, for a log that may hold values: of several steps, a list
   * of each.
   */
  static List<Object> bindValues(List<Step> steps) {
    if (steps.size() == 1) {
      return steps.get(0).bindings.values();
    }
    List<Object> rows = new ArrayList<>();
    steps.forEach(step -> rows.add(step.bindings.values()));
    return rows;
  }

  /** The keys found so far. */
  List<Key> keys() {
    return keys;
  }

  void addKeys(List<Key> found) {
    if (keys.isEmpty()) {
      keys = found;
    } else if (!found.isEmpty()) {
      List<Key> all = new ArrayList<>(keys);
      all.addAll(found);
      keys = all;
    }
  }
}
