package dev.dualwrite.plan;

import java.util.ArrayList;
import java.util.List;

/** Where the clauses of an INSERT, REPLACE or UPSERT stand. */
final class InsertShape {

  /** Where the rows come from. */
  enum Source {
    VALUES,
    DEFAULT_VALUES,
    SET,
    QUERY,
    /** Not understood. */
    UNKNOWN
  }

  /** What happens to rows that are there already. */
  enum Conflict {
    /** An error, unless the whole statement is REPLACE. */
    NONE,
    ON_CONFLICT,
    ON_DUPLICATE_KEY
  }

  private static final WordSet MODIFIERS =
      WordSet.of("low_priority", "high_priority", "delayed", "ignore");

  private final SqlTokens tokens;
  private final Range statement;
  private final int end;
  private boolean ignores;
  private Range table = Range.none();
  private Range columns = Range.none();
  private boolean columnsNamed;
  private Source source = Source.UNKNOWN;
  private final List<Range> rows = new ArrayList<>();
  private Range body = Range.none();
  private Conflict conflict = Conflict.NONE;
  private Range conflictClause = Range.none();
  private Range returning = Range.none();

  private InsertShape(SqlTokens tokens, Range statement) {
    this.tokens = tokens;
    this.statement = statement;
    this.end = statement.to();
  }

  /** Reads the statement from its verb on, to before a token. */
  static InsertShape read(SqlTokens tokens, Names names, int verb, int end) {
    InsertShape shape = new InsertShape(tokens, Range.of(verb, end));
    shape.read(names, verb + 1);
    return shape;
  }

  /** Reads VALUES and what follows it. */
  static InsertShape values(SqlTokens tokens, int values, int end) {
    InsertShape shape = new InsertShape(tokens, Range.of(values, end));
    shape.readSource(values);
    return shape;
  }

  private void read(Names names, int from) {
    int i = from;
    while (tokens.isAny(i, MODIFIERS)) {
      ignores |= tokens.is(i, "IGNORE");
      i++;
    }
    if (tokens.is(i, "OR") && tokens.isName(i + 1)) {
      ignores = true;
      i += 2;
    }
    if (tokens.is(i, "INTO")) {
      i++;
    }
    if (!tokens.isName(i)) {
      return;
    }
    table = Range.of(i, names.endOfName(i));
    readColumns(skipAlias(skipPartition(table.to())));
  }

  private int skipPartition(int i) {
    boolean partition = tokens.is(i, "PARTITION") && tokens.partner(i + 1) > 0;
    return partition ? tokens.partner(i + 1) + 1 : i;
  }

  private int skipAlias(int i) {
    return tokens.is(i, "AS") && tokens.isName(i + 1) ? i + 2 : i;
  }

  private void readColumns(int from) {
    int i = from;
    if (tokens.isSymbol(i, '(') && !startsQuery(i)) {
      int close = tokens.partner(i);
      columns = Range.of(i + 1, close);
      columnsNamed = true;
      i = close + 1;
    }
    if (tokens.is(i, "OVERRIDING")) {
      i += 3;
    }
    readSource(i);
  }

  private boolean startsQuery(int token) {
    int i = token;
    while (tokens.isSymbol(i, '(')) {
      i++;
    }
    return tokens.is(i, "SELECT")
        || tokens.is(i, "WITH")
        || tokens.is(i, "TABLE")
        || tokens.is(i, "VALUES");
  }

  private void readSource(int i) {
    if (tokens.is(i, "VALUES") || tokens.is(i, "VALUE")) {
      source = Source.VALUES;
      readTail(readRows(i + 1));
    } else if (tokens.are(i, "DEFAULT", "VALUES")) {
      source = Source.DEFAULT_VALUES;
      readTail(i + 2);
    } else if (tokens.is(i, "SET")) {
      source = Source.SET;
      int next = tailStart(i + 1);
      body = Range.of(i + 1, next);
      readTail(next);
    } else if (startsQuery(i)) {
      source = Source.QUERY;
      int next = tailStart(i);
      body = Range.of(i, next);
      readTail(next);
    }
  }

  private int readRows(int from) {
    int i = from;
    while (true) {
      if (tokens.is(i, "ROW")) {
        i++;
      }
      if (!tokens.isSymbol(i, '(') || tokens.partner(i) < 0) {
        source = Source.UNKNOWN;
        return i;
      }
      rows.add(Range.of(i + 1, tokens.partner(i)));
      i = tokens.partner(i) + 1;
      if (!tokens.isSymbol(i, ',')) {
        body = Range.of(from, i);
        return i;
      }
      i++;
    }
  }

  private int tailStart(int from) {
    int depth = tokens.depth(from);
    for (int i = from; i < end; i++) {
      if (tokens.depth(i) == depth && startsTail(i)) {
        return i;
      }
    }
    return end;
  }

  private boolean startsTail(int token) {
    return tokens.are(token, "ON", "CONFLICT")
        || tokens.are(token, "ON", "DUPLICATE")
        || (tokens.is(token, "RETURNING") && !tokens.isSymbol(token - 1, '.'));
  }

  private void readTail(int from) {
    int i = skipRowAlias(from);
    if (tokens.are(i, "ON", "CONFLICT")) {
      conflict = Conflict.ON_CONFLICT;
    } else if (tokens.are(i, "ON", "DUPLICATE", "KEY", "UPDATE")) {
      conflict = Conflict.ON_DUPLICATE_KEY;
    }
    if (conflict != Conflict.NONE) {
      int body = conflict == Conflict.ON_CONFLICT ? i + 2 : i + 4;
      int next = tailStart(body);
      conflictClause = Range.of(body, next);
      i = next;
    }
    if (tokens.is(i, "RETURNING")) {
      returning = Range.of(i + 1, end);
    } else if (i < end) {
      source = Source.UNKNOWN;
    }
  }

  /** MySQL's VALUES (…) AS new(a, b). */
  private int skipRowAlias(int i) {
    if (!tokens.is(i, "AS") || !tokens.isName(i + 1)) {
      return i;
    }
    return tokens.isSymbol(i + 2, '(') ? tokens.partner(i + 2) + 1 : i + 2;
  }

  boolean ignores() {
    return ignores;
  }

  /** Returns the tokens of the table's name; none where there is none. */
  Range table() {
    return table;
  }

  /** Returns what stands in the brackets behind the table. */
  Range columns() {
    return columns;
  }

  boolean columnsNamed() {
    return columnsNamed;
  }

  Source source() {
    return source;
  }

  /** Returns what stands in the brackets of each row of VALUES. */
  List<Range> rows() {
    return rows;
  }

  /** Returns all rows of VALUES, the SET list, or the query. */
  Range body() {
    return body;
  }

  Conflict conflict() {
    return conflict;
  }

  /** Returns what stands behind ON CONFLICT, or ON DUPLICATE KEY UPDATE. */
  Range conflictClause() {
    return conflictClause;
  }

  Range returning() {
    return returning;
  }

  /** Returns the statement from its verb on. */
  Range statement() {
    return statement;
  }

  /** Takes the list of a query around the statement for what it returns. */
  InsertShape returning(Range list) {
    returning = list;
    return this;
  }
}
