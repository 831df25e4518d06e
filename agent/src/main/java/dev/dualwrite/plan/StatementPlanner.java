package dev.dualwrite.plan;

import dev.dualwrite.schema.Namespace;
import java.util.List;
import java.util.Optional;

/** Plans a text of one statement or several by the words that they start with. */
final class StatementPlanner {
  private static final WordSet QUERIES = WordSet.of("select", "with", "values", "table");

  private final PlannerContext context;

  StatementPlanner(PlannerContext context) {
    this.context = context;
  }

  Plan plan(String sql, Namespace namespace) {
    SqlTokens tokens = SqlTokens.of(sql, context.primary().lexing());
    if (tokens.malformed()) {
      return unparsable(tokens, "its quotes, comments or brackets don't end");
    }
    List<Range> statements = StatementSplitter.split(tokens);
    if (statements.isEmpty()) {
      return new PlanBuilder(sql, StatementKind.OTHER).build();
    }
    if (statements.size() == 1 && statements.get(0).to() == tokens.count()) {
      return one(tokens, namespace);
    }
    return new SeveralPlanner(this, tokens, namespace).plan(statements);
  }

  /** Plans a text that holds one statement and no semicolon behind it. */
  Plan one(SqlTokens tokens, Namespace namespace) {
    Optional<TransactionCommand> transaction = TransactionCommands.recognise(tokens);
    if (transaction.isPresent()) {
      return transaction(tokens, transaction.get());
    }
    int first = firstWord(tokens);
    if (tokens.isAny(first, QUERIES)) {
      return query(tokens, namespace, first);
    }
    if (isChange(tokens, first)) {
      return change(tokens, namespace, first, Range.none());
    }
    return new CommandPlanner(context, tokens, namespace).plan();
  }

  private static int firstWord(SqlTokens tokens) {
    int first = 0;
    while (tokens.isSymbol(first, '(')) {
      first++;
    }
    return first;
  }

  private Plan query(SqlTokens tokens, Namespace namespace, int first) {
    if (first == 0 && tokens.is(0, "WITH")) {
      int main = mainVerb(tokens);
      Range with = Range.of(0, Math.max(main, 0));
      if (main > 0 && isChange(tokens, main) && !holdsChange(tokens, with)) {
        return change(tokens, namespace, main, with);
      }
    }
    return new QueryPlanner(context, tokens, namespace).plan();
  }

  /** Returns what follows the bracket of the last WITH query; -1 where that isn't clear. */
  private static int mainVerb(SqlTokens tokens) {
    for (int i = 1; i < tokens.count(); i++) {
      if (tokens.depth(i) == 0
          && tokens.isSymbol(i - 1, ')')
          && (isChange(tokens, i) || tokens.isAny(i, QUERIES))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean holdsChange(SqlTokens tokens, Range range) {
    for (int i = range.from(); i < range.to(); i++) {
      if (tokens.isSymbol(i, '(') && isChange(tokens, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isChange(SqlTokens tokens, int token) {
    return kind(tokens, token) != StatementKind.OTHER && !tokens.isSymbol(token + 1, '.');
  }

  /** Returns the kind of the statement that changes rows and starts here; else OTHER. */
  static StatementKind kind(SqlTokens tokens, int verb) {
    if (tokens.is(verb, "INSERT")) {
      return StatementKind.INSERT;
    }
    if (tokens.is(verb, "UPDATE")) {
      return StatementKind.UPDATE;
    }
    if (tokens.is(verb, "DELETE")) {
      return StatementKind.DELETE;
    }
    boolean upsert =
        tokens.is(verb, "MERGE") || tokens.is(verb, "REPLACE") || tokens.is(verb, "UPSERT");
    return upsert ? StatementKind.UPSERT : StatementKind.OTHER;
  }

  private Plan change(SqlTokens tokens, Namespace namespace, int verb, Range with) {
    if (tokens.executableComments()) {
      return unparsable(tokens, "a comment that some versions execute");
    }
    StatementKind kind = kind(tokens, verb);
    if (tokens.is(verb, "MERGE")) {
      return new MergePlanner(new Draft(context, tokens, namespace, kind), verb, with).plan();
    }
    int end = tokens.count();
    if (kind == StatementKind.UPDATE || kind == StatementKind.DELETE) {
      Draft draft = new Draft(context, tokens, namespace, kind);
      return new ChangePlanner(draft, ChangeShape.read(tokens, kind, verb, end), with).plan();
    }
    Names names = new Names(tokens, context.primary());
    InsertShape shape = InsertShape.read(tokens, names, verb, end);
    boolean replaces = kind == StatementKind.UPSERT;
    boolean upserts = replaces || shape.conflict() != InsertShape.Conflict.NONE;
    Draft draft =
        new Draft(
            context, tokens, namespace, upserts ? StatementKind.UPSERT : StatementKind.INSERT);
    return new InsertPlanner(draft, shape, names, with, replaces).plan();
  }

  private Plan transaction(SqlTokens tokens, TransactionCommand command) {
    PlanBuilder plan = PlanBuilder.of(tokens, StatementKind.TRANSACTION).transaction(command);
    switch (command.type()) {
      case PREPARED:
        return plan.hazard(Hazard.TWO_PHASE, "two-phase commit")
            .strategy(Strategy.UNMIRRORED)
            .build();
      case AUTOCOMMIT_ON:
      case AUTOCOMMIT_OFF:
        return plan.changesSession(tokens.nextSymbol(0, tokens.count(), ',', 0) < tokens.count())
            .build();
      case BEGIN:
      case COMMIT:
      case ROLLBACK:
      case SAVEPOINT:
      case ROLLBACK_TO:
      case RELEASE:
        return plan.build();
    }
    throw new AssertionError(command.type());
  }

  /** Returns the plan of a text that may write and isn't understood. */
  static Plan unparsable(SqlTokens tokens, String reason) {
    return PlanBuilder.of(tokens, StatementKind.OTHER)
        .strategy(Strategy.UNMIRRORED)
        .hazard(Hazard.UNPARSABLE, reason)
        .build();
  }
}
