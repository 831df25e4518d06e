package dev.dualwrite.operations;

import dev.dualwrite.plan.Hazard;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.Strategy;
import dev.dualwrite.schema.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A text that writes, as the audit shows it: what it does, and how it would be mirrored. */
public final class WriteText {
  private final String sql;
  private final String kind;
  private final String strategy;
  private final Optional<String> table;
  private final Map<String, String> hazards;
  private final List<String> reasons;
  private final boolean leftOut;

  WriteText(
      String sql,
      String kind,
      String strategy,
      Optional<String> table,
      Map<String, String> hazards,
      List<String> reasons,
      boolean leftOut) {
    this.sql = sql;
    this.kind = kind;
    this.strategy = strategy;
    this.table = table;
    this.hazards = new TreeMap<>(hazards);
    this.reasons = List.copyOf(reasons);
    this.leftOut = leftOut;
  }

  /**
   * Describes what a plan says.
   *
   * @param sql the text as it may be shown
   * @param leftOut whether the configuration leaves it out
   */
  static WriteText of(Plan plan, String sql, boolean leftOut) {
    Map<String, String> hazards = new TreeMap<>();
    for (Hazard hazard : plan.hazards()) {
      hazards.put(hazard.label(), hazard.explanation());
    }
    return new WriteText(
        sql,
        plan.kind().name().toLowerCase(Locale.ROOT),
        plan.strategy().label(),
        plan.tableName().map(TableName::toString),
        hazards,
        plan.reasons(),
        leftOut);
  }

  /** Describes a write that has no plan, and so isn't mirrored. */
  static WriteText unplanned(String sql, String reason) {
    return new WriteText(
        sql,
        "other",
        Strategy.UNMIRRORED.label(),
        Optional.empty(),
        Map.of(),
        List.of(reason),
        false);
  }

  /** The text, with its literals hidden unless the configuration shows them. */
  public String sql() {
    return sql;
  }

  /** What it does, in the words of {@code explain}. */
  public String kind() {
    return kind;
  }

  /** How it reaches the other database: statement, rows or unmirrored. */
  public String strategy() {
    return strategy;
  }

  /** The table that it writes to. */
  public Optional<String> table() {
    return table;
  }

  /** The hazards by name, each with its explanation. */
  public Map<String, String> hazards() {
    return hazards;
  }

  /** What was found where in the text. */
  public List<String> reasons() {
    return reasons;
  }

  /** Whether the configuration leaves it out of mirroring. */
  public boolean leftOut() {
    return leftOut;
  }

  /** Why it isn't mirrored; empty when it is, or is left out on purpose. */
  public Optional<String> unmirroredBecause() {
    if (leftOut || !strategy.equals(Strategy.UNMIRRORED.label())) {
      return Optional.empty();
    }
    if (!reasons.isEmpty()) {
      return Optional.of(String.join("; ", reasons));
    }
    return Optional.of(
        hazards.isEmpty()
            ? "this statement can't be mirrored"
            : String.join("; ", hazards.values()));
  }
}
