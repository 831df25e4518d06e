package dev.dualwrite.plan;

import dev.dualwrite.schema.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Plans a text of several statements, which the driver sends as one. */
final class SeveralPlanner {
  private static final Pattern QUERY = Pattern.compile("\\bSELECT\\b", Pattern.CASE_INSENSITIVE);
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
    List<SqlTokens> texts = new ArrayList<>();
    List<Plan> plans = new ArrayList<>();
    for (Range statement : statements) {
      SqlTokens own = SqlTokens.of(tokens.slice(statement.from(), statement.to()), tokens.lexing());
      texts.add(own);
      plans.add(planner.one(own, namespace));
    }
    if (plans.size() == 1) {
      return plans.get(0);
    }
    boolean ended = plans.stream().anyMatch(SeveralPlanner::endsTransaction);
    List<Plan> parts = new ArrayList<>();
    int firstParameter = 1;
    for (int i = 0; i < plans.size(); i++) {
      parts.add(part(plans.get(i), texts.get(i), firstParameter, i == 0, ended));
      firstParameter += texts.get(i).parameterCount();
    }
    return isRead(parts) ? Plan.read() : several(parts);
  }

  private static boolean endsTransaction(Plan plan) {
    return plan.transaction().isPresent() || plan.commitsImplicitly();
  }

  private static boolean isRead(List<Plan> parts) {
    return parts.stream().allMatch(part -> part.kind() == StatementKind.READ);
  }

  /** Keys that only the driver knows can't be told apart by statement, but perhaps selected. */
  private static Plan part(
      Plan part, SqlTokens own, int firstParameter, boolean first, boolean ended) {
    boolean selected =
        part.keysAfter().type() == KeySource.Type.RETURNED
            && part.keysUnlessReturned().type() == KeySource.Type.SELECTED;
    KeySource before = selected ? part.keysUnlessReturned() : part.keysBefore();
    KeySource after = selected ? KeySource.none() : part.keysAfter();
    boolean given = isGiven(before, first || standsAlone(before)) && isGiven(after, false);
    boolean unnamed = !given && (part.strategy() == Strategy.ROWS || part.rewritten());
    boolean lost = unnamed || (ended && part.strategy() != Strategy.NONE);
    PlanBuilder plan =
        PlanBuilder.of(own, part.kind())
            .firstParameter(firstParameter)
            .changesSession(part.changesSession())
            .commitsImplicitly(part.commitsImplicitly())
            .returnsRows(part.returnsRows())
            .strategy(lost ? Strategy.UNMIRRORED : part.strategy());
    part.table().ifPresent(plan::table);
    part.tableName().ifPresent(plan::tableName);
    part.transaction().ifPresent(plan::transaction);
    plan.hazards(part);
    if (lost && ended) {
      plan.hazard(Hazard.COMMIT_IN_TEXT, "a commit or rollback in the same text");
    } else if (lost) {
      plan.hazard(
          Hazard.KEY_NOT_COMPUTABLE, "its keys can't be told apart from the other statements'");
    } else if (given) {
      plan.keys(before, after);
      part.change().ifPresent(plan::change);
      plan.rewritten(part.rewritten());
    }
    return plan.build();
  }

  /**
   * Tells whether a query finds the rows before the whole text runs: its predicate looks at nothing
   * but the row, so a row that comes to match it midway was changed, and named, by a statement
   * before.
   */
  private static boolean standsAlone(KeySource source) {
    return QUERY.matcher(source.keyQuery()).results().count() == 1;
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
    PlanBuilder plan = PlanBuilder.of(tokens, StatementKind.SEVERAL).parts(parts);
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
