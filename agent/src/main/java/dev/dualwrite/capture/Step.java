package dev.dualwrite.capture;

import dev.dualwrite.mirror.ParameterSetter;
import dev.dualwrite.mirror.Write;
import dev.dualwrite.plan.Hazard;
import dev.dualwrite.plan.KeySource;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.StatementKind;
import dev.dualwrite.plan.Strategy;
import dev.dualwrite.rows.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
  private List<Key> held = List.of();
  private List<Key> named = List.of();
  private int namedAtFirst;
  private boolean namesUntouchedRows;
  private boolean foundInstead;
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

  /** The parameters of a query for this step's keys. */
  ParameterSetter parametersOf(KeySource source) {
    return bindings.some(source.keyQueryParameters(), plan.firstParameter());
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
    return isMirroredBy(strategy);
  }

  /** Whether a strategy takes a write to the secondary. */
  static boolean isMirroredBy(Strategy strategy) {
    return strategy == Strategy.STATEMENT || strategy == Strategy.ROWS;
  }

  /**
   * Decides how keys are found.
   *
   * @param driverAsked whether the driver is asked to return keys after the execution
   */
  void driverAsked(boolean driverAsked) {
    foundInstead =
        !driverAsked
            && plan.keysAfter().type() == KeySource.Type.RETURNED
            && plan.keysUnlessReturned().type() != KeySource.Type.NONE;
  }

  /** How keys are found before the execution. */
  KeySource keysBefore() {
    return foundInstead ? plan.keysUnlessReturned() : plan.keysBefore();
  }

  /** How keys are found after the execution. */
  KeySource keysAfter() {
    if (!foundInstead) {
      return plan.keysAfter();
    }
    return plan.kind() == StatementKind.UPSERT ? plan.keysUnlessReturned() : KeySource.none();
  }

  /** Whether the keys are those that a query found before the execution. */
  boolean selectedKeys() {
    return keysBefore().type() == KeySource.Type.SELECTED
        && keysAfter().type() == KeySource.Type.NONE;
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
    return joined(held, named);
  }

  /** The keys of rows that the primary's transaction holds locked. */
  List<Key> heldKeys() {
    return held;
  }

  /** The keys of rows that it may not have touched, so that they may be another's. */
  List<Key> namedKeys() {
    return named;
  }

  /** Adds the keys that a source found. */
  void addKeys(KeySource source, List<Key> found) {
    if (source.namesHeldRows()) {
      addHeld(found);
    } else {
      addNamed(found);
    }
  }

  /** Adds keys of rows that the transaction surely holds. */
  void addHeld(List<Key> found) {
    held = joined(held, found);
  }

  /** Adds keys that the statement names. */
  void addNamed(List<Key> given) {
    if (named.isEmpty()) {
      namedAtFirst = new HashSet<>(given).size();
    }
    named = joined(named, given);
  }

  /**
   * The primary has run it.
   *
   * @param count the rows that it touched, or {@link Write#UNKNOWN_COUNT}
   */
  void done(long count) {
    boolean heldAreAll =
        keysAfter().type() == KeySource.Type.RETURNED
            || (selectedKeys() && keysBefore().namesHeldRows());
    if (touchedAllNamed(count == Write.UNKNOWN_COUNT && heldAreAll ? held.size() : count)) {
      held = keys();
      named = List.of();
    } else if (heldAreAll) {
      namesUntouchedRows = true;
      named = List.of();
    } else {
      namesUntouchedRows = true;
    }
  }

  private boolean touchedAllNamed(long count) {
    boolean leavesSomeAlone =
        plan.kind() == StatementKind.UPSERT || plan.hazards().contains(Hazard.IGNORES_ERRORS);
    if (named.isEmpty() || (leavesSomeAlone && isStatement())) {
      return true;
    }
    if (count == Write.UNKNOWN_COUNT) {
      return !leavesSomeAlone;
    }
    // Where rows were found before, the count of an upsert is of those as well.
    boolean counted = keysAfter().type() == KeySource.Type.NONE || !keysBefore().namesHeldRows();
    return counted && count == namedAtFirst;
  }

  /** Whether repeating it could touch rows on the secondary that it didn't touch. */
  boolean namesUntouchedRows() {
    return namesUntouchedRows;
  }

  /** Whether it may have removed rows of which nobody can tell whether it was this that did. */
  boolean mayHaveRemovedUnknownRows() {
    boolean removes =
        plan.kind() == StatementKind.DELETE || plan.hazards().contains(Hazard.KEY_CHANGED);
    return held.isEmpty() && (named.isEmpty() || removes);
  }

  private static List<Key> joined(List<Key> some, List<Key> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    List<Key> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
