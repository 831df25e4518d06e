package dev.dualwrite.plan;

import dev.dualwrite.schema.Namespace;

/**
 * Plans a query that isn't plainly a read: it may call functions, name a target, or hold a write.
 */
final class QueryPlanner {
  private static final WordSet BEFORE_NAMES =
      WordSet.of(
          "select",
          "distinct",
          "as",
          "by",
          "where",
          "and",
          "or",
          "on",
          "not",
          "when",
          "then",
          "else",
          "case",
          "having",
          "between",
          "like",
          "in",
          "is");

  private static final WordSet CHANGES = WordSet.of("insert", "update", "delete");

  private final PlannerContext context;
  private final SqlTokens tokens;
  private final Namespace namespace;

  QueryPlanner(PlannerContext context, SqlTokens tokens, Namespace namespace) {
    this.context = context;
    this.tokens = tokens;
    this.namespace = namespace;
  }

  Plan plan() {
    int writing = findWriting(0);
    if (writing >= 0) {
      return inner(writing);
    }
    int into = findInto();
    if (into >= 0) {
      return into(into);
    }
    Draft draft = new Draft(context, tokens, namespace, StatementKind.CALL);
    new HazardScan(draft).scanForWritingCalls(Range.of(0, tokens.count()));
    if (draft.hasHazards()) {
      return draft.finish();
    }
    return context.primary().session().changesSession(tokens.sql()) ? session() : Plan.read();
  }

  private Plan session() {
    return PlanBuilder.of(tokens, StatementKind.SESSION).changesSession(true).build();
  }

  /** Returns the first word from a token on that starts a writing statement, else -1. */
  private int findWriting(int from) {
    for (int i = from; i < tokens.count(); i++) {
      if (tokens.isAny(i, Keywords.WRITING) && startsStatement(i)) {
        return i;
      }
    }
    return -1;
  }

  private boolean startsStatement(int token) {
    boolean function =
        tokens.isSymbol(token + 1, '(') && tokens.isAny(token, Keywords.ALSO_FUNCTIONS);
    return !function && tokens.isName(token + 1) && !isName(token) && !isLock(token);
  }

  /** Some databases let columns be called like these words. */
  private boolean isName(int token) {
    return tokens.isAny(token - 1, BEFORE_NAMES)
        || (tokens.kind(token - 1) == SqlScanner.Kind.SYMBOL
            && !tokens.isSymbol(token - 1, '(')
            && !tokens.isSymbol(token - 1, ')'));
  }

  private boolean isLock(int token) {
    return tokens.is(token, "UPDATE")
        && (tokens.is(token - 1, "FOR") || tokens.are(token - 2, "NO", "KEY"));
  }

  private int findInto() {
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.is(i, "INTO")) {
        return i;
      }
    }
    return -1;
  }

  /** INTO a variable or a file changes no rows; INTO anything else makes a table. */
  private Plan into(int into) {
    if (tokens.is(into + 1, "OUTFILE") || tokens.is(into + 1, "DUMPFILE")) {
      return Plan.read();
    }
    if (tokens.kind(into + 1) == SqlScanner.Kind.VARIABLE) {
      return PlanBuilder.of(tokens, StatementKind.SESSION).build();
    }
    Draft draft = new Draft(context, tokens, namespace, StatementKind.DDL);
    draft.hazard(Hazard.INSERT_SELECT, "rows of a query");
    draft.hazard(Hazard.SCHEMA_CHANGE, "SELECT INTO makes a table");
    return draft.finish();
  }

  /** Plans the one write within: in a WITH, or in FINAL TABLE. */
  private Plan inner(int verb) {
    boolean bracketed = tokens.isSymbol(verb - 1, '(') && tokens.partner(verb - 1) > 0;
    int end = bracketed ? tokens.partner(verb - 1) : tokens.count();
    if (!bracketed || !tokens.isAny(verb, CHANGES) || findWriting(end) >= 0) {
      return severalWrites();
    }
    Draft draft = new Draft(context, tokens, namespace, StatementPlanner.kind(tokens, verb));
    Range returning = dataChangeTableList(verb, end);
    if (returning.isEmpty()) {
      draft.onlyGivenKeys().hazard(Hazard.WRITING_CTE, "a write within a query");
    }
    new HazardScan(draft).scanForWritingCalls(Range.of(0, verb));
    new HazardScan(draft).scanForWritingCalls(Range.of(end, tokens.count()));
    draw(draft, verb, end, returning);
    draft.plan().returnsRows(true);
    return draft.finish();
  }

  private void draw(Draft draft, int verb, int end, Range returning) {
    if (draft.kind() == StatementKind.INSERT) {
      Names names = new Names(tokens, context.primary());
      InsertShape shape = InsertShape.read(tokens, names, verb, end);
      new InsertPlanner(
              draft,
              returning.isEmpty() ? shape : shape.returning(returning),
              names,
              Range.none(),
              false)
          .draw();
      return;
    }
    ChangeShape shape = ChangeShape.read(tokens, draft.kind(), verb, end);
    new ChangePlanner(draft, returning.isEmpty() ? shape : shape.returning(returning), Range.none())
        .draw();
  }

  /** Returns the list of SELECT list FROM FINAL TABLE (write), if the query is nothing more. */
  private Range dataChangeTableList(int verb, int end) {
    int from = verb - 4;
    boolean whole =
        tokens.is(0, "SELECT")
            && end == tokens.count() - 1
            && tokens.is(from, "FROM")
            && tokens.is(verb - 2, "TABLE")
            && (tokens.is(verb - 3, "FINAL")
                || tokens.is(verb - 3, "NEW")
                || tokens.is(verb - 3, "OLD"));
    return whole ? Range.of(1, from) : Range.none();
  }

  private Plan severalWrites() {
    Draft draft = new Draft(context, tokens, namespace, StatementKind.OTHER);
    draft.hazard(Hazard.WRITING_CTE, "several writes, or an unusual one, within a query");
    return draft.finish();
  }
}
