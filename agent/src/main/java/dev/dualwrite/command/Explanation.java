package dev.dualwrite.command;

import dev.dualwrite.config.TableFilter;
import dev.dualwrite.plan.Hazard;
import dev.dualwrite.plan.KeySource;
import dev.dualwrite.plan.Operand;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The plan of one statement, in words. */
final class Explanation {
  private static final int MAX_ROWS = 3;

  private final String sql;
  private final Plan plan;
  private final TableFilter tables;

  Explanation(String sql, Plan plan, TableFilter tables) {
    this.sql = sql;
    this.plan = plan;
    this.tables = tables;
  }

  String sql() {
    return sql;
  }

  Plan plan() {
    return plan;
  }

  Optional<String> table() {
    return plan.tableName().map(TableName::toString);
  }

  /** Whether the configuration leaves the statement's table out of mirroring. */
  boolean leftOut() {
    return table().isPresent() && !tables.includes(table().get());
  }

  /** What the plan's strategy means. */
  static String meaning(Plan plan) {
    switch (plan.strategy()) {
      case NONE:
        return "there are no rows to mirror";
      case STATEMENT:
        return plan.hazards().contains(Hazard.RENAMED)
            ? "the statement runs on the other database, with its names"
            : "the same statement runs on the other database";
      case ROWS:
        return "the touched rows are copied by their keys";
      case UNMIRRORED:
        return "it is recorded in the divergence log, and not mirrored";
    }
    throw new AssertionError(plan.strategy());
  }

  /** How the keys of a source are found; empty if there are none to find. */
  static Optional<String> words(KeySource source) {
    switch (source.type()) {
      case NONE:
        return Optional.empty();
      case VALUES:
        return Optional.of("in the statement: " + rows(source));
      case GENERATED:
        return Optional.of("the database makes them: " + rows(source));
      case RETURNED:
        return Optional.of("the driver returns them");
      case SELECTED:
        return Optional.of("selected: " + source.keyQuery());
    }
    throw new AssertionError(source.type());
  }

  private static String rows(KeySource source) {
    String first =
        source.rows().stream()
            .limit(MAX_ROWS)
            .map(Explanation::row)
            .collect(Collectors.joining(", "));
    int more = source.rows().size() - MAX_ROWS;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static String row(List<Operand> operands) {
    return operands.stream().map(Operand::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
