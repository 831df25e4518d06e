package dev.dualwrite.plan;

import dev.dualwrite.schema.Column;

/** Tells whether a column that a statement leaves out gets the same value on both databases. */
final class Defaults {

  private Defaults() {}

  static boolean isConstant(Draft draft, Column column) {
    if (column.autoIncrement()) {
      return false;
    }
    return !column.defaultExpression().isPresent()
        || isConstant(draft, column.defaultExpression().get());
  }

  private static boolean isConstant(Draft draft, String expression) {
    SqlTokens tokens = SqlTokens.of(expression, draft.context().primary().lexing());
    Draft scratch = new Draft(draft.context(), tokens, draft.namespace(), StatementKind.OTHER);
    new HazardScan(scratch).scan(Range.of(0, tokens.count()), "");
    return !tokens.malformed() && !scratch.hasHazards();
  }
}
