package dev.dualwrite.plan;

/** Plans a TRUNCATE, which leaves nothing to copy: it runs on both databases or not at all. */
final class TruncatePlanner {
  private final Draft draft;
  private final SqlTokens tokens;

  TruncatePlanner(Draft draft) {
    this.draft = draft;
    this.tokens = draft.tokens();
  }

  Plan plan() {
    PlannerContext context = draft.context();
    int from = tokens.is(1, "TABLE") ? 2 : 1;
    if (tokens.is(from, "ONLY")) {
      from++;
    }
    Names names = new Names(tokens, context.primary());
    draft.hazard(Hazard.WHOLE_TABLE, "TRUNCATE");
    if (!tokens.isName(from)) {
      return draft.hazard(Hazard.UNPARSABLE, "no table is named").finish();
    }
    draft.table(names.tableName(Range.of(from, names.endOfName(from))));
    if (context.primary().ddlCommitsImplicitly()) {
      draft.plan().commitsImplicitly(true);
      // With its commit it gives up the lock that keeps others' rows from coming in between.
      draft.hazard(Hazard.SCHEMA_CHANGE, "TRUNCATE commits, so its order among others is lost");
    }
    if (tokens.find(0, tokens.count(), "CASCADE") > 0) {
      draft.hazard(Hazard.SCHEMA_CHANGE, "CASCADE empties tables that aren't named");
    }
    return draft.finish();
  }
}
