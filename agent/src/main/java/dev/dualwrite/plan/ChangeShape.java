package dev.dualwrite.plan;

/**
 * Where the clauses of an UPDATE or DELETE stand. Only what stands where the grammar of some vendor
 * has it is taken; the rest makes the shape unknown.
 */
final class ChangeShape {
  private static final WordSet MODIFIERS = WordSet.of("low_priority", "quick", "ignore");

  private final SqlTokens tokens;
  private final StatementKind kind;
  private final Range statement;
  private boolean ignores;
  private boolean limited;
  private Range tables = Range.none();
  private Range sets = Range.none();
  private Range moreTables = Range.none();
  private Range where = Range.none();
  private Range limit = Range.none();
  private Range returning = Range.none();

  private ChangeShape(SqlTokens tokens, StatementKind kind, Range statement) {
    this.tokens = tokens;
    this.kind = kind;
    this.statement = statement;
  }

  /** Reads the statement from its verb on, to before a token. */
  static ChangeShape read(SqlTokens tokens, StatementKind kind, int verb, int end) {
    ChangeShape shape = new ChangeShape(tokens, kind, Range.of(verb, end));
    int from = shape.skipModifiers(verb + 1);
    if (kind == StatementKind.UPDATE) {
      shape.update(from, end);
    } else {
      shape.delete(from, end);
    }
    return shape;
  }

  private int skipModifiers(int from) {
    int i = from;
    while (tokens.isAny(i, MODIFIERS) && tokens.isName(i + 1)) {
      ignores |= tokens.is(i, "IGNORE");
      i++;
    }
    if (tokens.is(i, "OR") && tokens.isName(i + 1)) {
      ignores = true;
      i += 2;
    }
    if (tokens.is(i, "TOP") && tokens.partner(i + 1) > 0) {
      limited = true;
      i = tokens.partner(i + 1) + 1;
    }
    return i;
  }

  private void update(int from, int end) {
    int set = tokens.find(from, end, "SET");
    if (set < 0) {
      return;
    }
    tables = Range.of(from, set);
    int next = clauseEnd(set + 1, end);
    sets = Range.of(set + 1, next);
    clauses(next, end);
  }

  private void delete(int from, int end) {
    int next = clauseEnd(from, end);
    if (next > from) {
      tables = Range.of(from, next);
      if (tokens.is(next, "FROM")) {
        // MySQL's DELETE t FROM t JOIN u; SQL Server has it too.
        from = next + 1;
        next = clauseEnd(from, end);
        moreTables = Range.of(from, next);
      }
    } else if (tokens.is(next, "FROM")) {
      next = clauseEnd(from + 1, end);
      tables = Range.of(from + 1, next);
    }
    clauses(next, end);
  }

  private void clauses(int from, int end) {
    int i = from;
    while (i < end) {
      int next = clauseEnd(i + 1, end);
      Range body = Range.of(i + 1, next);
      if (tokens.is(i, "WHERE")) {
        where = body;
      } else if (tokens.is(i, "FROM") || tokens.is(i, "USING")) {
        moreTables = body;
      } else if (tokens.is(i, "LIMIT") || tokens.is(i, "FETCH")) {
        limited = true;
        limit = body;
      } else if (tokens.is(i, "RETURNING") || tokens.is(i, "OUTPUT")) {
        returning = body;
      }
      i = next;
    }
  }

  private int clauseEnd(int from, int end) {
    int depth = tokens.depth(from);
    for (int i = from; i < end; i++) {
      if (tokens.depth(i) == depth && startsClause(i)) {
        return i;
      }
    }
    return end;
  }

  private boolean startsClause(int token) {
    if (tokens.isSymbol(token - 1, '.')) {
      return false;
    }
    if (tokens.is(token, "FROM")) {
      return !tokens.is(token - 1, "DISTINCT");
    }
    return tokens.is(token, "WHERE")
        || (tokens.is(token, "USING") && !tokens.isSymbol(token + 1, '('))
        || tokens.is(token, "RETURNING")
        || tokens.is(token, "LIMIT")
        || tokens.are(token, "ORDER", "BY")
        || tokens.are(token, "FETCH", "FIRST")
        || tokens.are(token, "FETCH", "NEXT")
        || tokens.are(token, "OUTPUT", "INSERTED")
        || tokens.are(token, "OUTPUT", "DELETED")
        || (tokens.is(token, "OPTION") && tokens.isSymbol(token + 1, '('));
  }

  StatementKind kind() {
    return kind;
  }

  /** Returns the statement from its verb on. */
  Range statement() {
    return statement;
  }

  /** Takes the list of a query around the statement for what it returns. */
  ChangeShape returning(Range list) {
    returning = list;
    return this;
  }

  /** Returns the table references before SET, or behind DELETE FROM. */
  Range tables() {
    return tables;
  }

  /** Returns the table references of FROM or USING, or those behind DELETE t FROM. */
  Range moreTables() {
    return moreTables;
  }

  Range sets() {
    return sets;
  }

  Range where() {
    return where;
  }

  /** Returns how many rows are allowed, where a LIMIT says so. */
  Range limit() {
    return limit;
  }

  Range returning() {
    return returning;
  }

  boolean ignores() {
    return ignores;
  }

  boolean limited() {
    return limited;
  }
}
