package dev.dualwrite.backfill;

import dev.dualwrite.state.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a backfill copies, from where, and to where: a checkpoint means nothing to another one. */
public final class BackfillIdentity {
  private final String primary;
  private final String secondary;
  private final List<String> tables;
  private final List<String> steps;

  /**
   * Creates it.
   *
   * @param primary the database that is copied, without credentials
   * @param secondary the one that is copied to, without credentials
   */
  public BackfillIdentity(String primary, String secondary, BackfillPlan plan) {
    this.primary = primary;
    this.secondary = secondary;
    this.tables =
        plan.tables().stream().map(PlannedTable::toString).sorted().collect(Collectors.toList());
    this.steps = plan.steps().stream().map(Step::id).collect(Collectors.toList());
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("primary", primary);
    json.put("secondary", secondary);
    json.put("tables", tables);
    json.put("steps", steps);
    return json;
  }

  /** What differs from the one that was begun, for people; empty where it is the same. */
  Optional<String> differenceTo(JsonFields begun) {
    if (!begun.text("primary", "").equals(primary)) {
      return Optional.of(
          "it copies from " + begun.text("primary", "?") + ", and this one from " + primary);
    }
    if (!begun.text("secondary", "").equals(secondary)) {
      return Optional.of(
          "it copies to " + begun.text("secondary", "?") + ", and this one to " + secondary);
    }
    List<String> theirs = begun.texts("tables");
    if (!theirs.equals(tables)) {
      return Optional.of(
          "only it copies "
              + without(theirs, tables)
              + ", and only this one "
              + without(tables, theirs));
    }
    return begun.texts("steps").equals(steps)
        ? Optional.empty()
        : Optional.of("its tables referred to each other in another way");
  }

  private static String without(List<String> these, List<String> those) {
    List<String> rest = new ArrayList<>(these);
    rest.removeAll(those);
    return rest.isEmpty() ? "nothing" : String.join(", ", rest);
  }
}
