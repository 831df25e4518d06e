package dev.dualwrite.plan;

import dev.dualwrite.schema.Namespace;
import java.util.ArrayList;
import java.util.List;

/** Plans a text of several statements, which the driver sends as one. */
final class SeveralPlanner {
  private final StatementPlanner planner;
  private final SqlTokens tokens;
  private final Namespace namespace;

  SeveralPlanner(StatementPlanner planner, SqlTokens tokens, Namespace namespace) {
    this.planner = planner;
    this.tokens = tokens;
    this.namespace = namespace;
  }

  /** Returns the plan of these statements; of one alone, its own. */
  Plan plan(List<Range> statements) {
    List<Plan> parts = new ArrayList<>();
    int firstParameter = 1;
    for (Range statement : statements) {
      SqlTokens own = SqlTokens.of(tokens.slice(statement.from(), statement.to()), tokens.lexing());
      Plan part = planner.one(own, namespace);
      if (statements.size() == 1) {
        return part;
      }
      parts.add(part(part, own, firstParameter, parts.isEmpty()));
      firstParameter += own.parameterCount();
    }
    return isRead(parts) ? Plan.read() : several(parts);
  }

  private static boolean isRead(List<Plan> parts) {
    return parts.stream().allMatch(part -> part.kind() == StatementKind.READ);
  }

  /** Keys that only the driver knows can't be told apart by statement; nor be selected midway. */
  private static Plan part(Plan part, SqlTokens own, int firstParameter, boolean first) {
    boolean given = isGiven(part.keysBefore(), first) && isGiven(part.keysAfter(), false);
    boolean lost = !given && (part.strategy() == Strategy.ROWS || part.rewritten());
    Plan.Builder plan =
        Plan.builder(own.sql(), part.kind())
            .parameterCount(own.parameterCount())
            .firstParameter(firstParameter)
            .changesSession(part.changesSession())
            .commitsImplicitly(part.commitsImplicitly())
            .returnsRows(part.returnsRows())
            .strategy(lost ? Strategy.UNMIRRORED : part.strategy());
    part.table().ifPresent(plan::table);
    part.tableName().ifPresent(plan::tableName);
    part.transaction().ifPresent(plan::transaction);
    plan.hazards(part);
    if (lost) {
      plan.hazard(
          Hazard.KEY_NOT_COMPUTABLE, "its keys can't be told apart from the other statements'");
    } else if (given) {
      plan.keys(part.keysBefore(), part.keysAfter());
      part.change().ifPresent(plan::change);
      plan.rewritten(part.rewritten());
    }
    return plan.build();
  }

  private static boolean isGiven(KeySource source, boolean selectable) {
    switch (source.type()) {
      case NONE:
      case VALUES:
        return true;
      case SELECTED:
        return selectable;
      case GENERATED:
      case RETURNED:
        return false;
    }
    throw new AssertionError(source.type());
  }

  private Plan several(List<Plan> parts) {
    Plan.Builder plan =
        Plan.builder(tokens.sql(), StatementKind.SEVERAL)
            .parameterCount(tokens.parameterCount())
            .parts(parts);
    Strategy worst = Strategy.NONE;
    for (Plan part : parts) {
      plan.hazards(part);
      worst = part.strategy().compareTo(worst) > 0 ? part.strategy() : worst;
      if (part.changesSession()) {
        plan.changesSession(true);
      }
      if (part.commitsImplicitly()) {
        plan.commitsImplicitly(true);
      }
      if (part.returnsRows()) {
        plan.returnsRows(true);
      }
    }
    return plan.strategy(worst).build();
  }
}
