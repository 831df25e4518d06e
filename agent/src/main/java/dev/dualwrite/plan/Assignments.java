package dev.dualwrite.plan;

import java.util.ArrayList;
import java.util.List;

/** Reads the list behind SET. */
final class Assignments {

  /** One column and the tokens of its new value. */
  static final class Assignment {
    private final String column;
    private final Range target;
    private final Range value;
    private final boolean whole;

    private Assignment(String column, Range target, Range value, boolean whole) {
      this.column = column;
      this.target = target;
      this.value = value;
      this.whole = whole;
    }

    /** Returns the column, folded as the primary does. */
    String column() {
      return column;
    }

    /** Returns the tokens of the column's name and its qualifiers. */
    Range target() {
      return target;
    }

    Range value() {
      return value;
    }

    /** Tells whether the value is the column's alone, not a piece of it or one of several. */
    boolean whole() {
      return whole;
    }
  }

  private final SqlTokens tokens;
  private final Names names;

  Assignments(SqlTokens tokens, Names names) {
    this.tokens = tokens;
    this.names = names;
  }

  /** Returns the assignments; empty where the list isn't understood. */
  List<Assignment> read(Range range) {
    List<Assignment> assignments = new ArrayList<>();
    for (Range item : Lists.split(tokens, range)) {
      if (!(tokens.isSymbol(item.from(), '(')
          ? several(item, assignments)
          : one(item, assignments))) {
        return List.of();
      }
    }
    return assignments;
  }

  private boolean one(Range item, List<Assignment> assignments) {
    if (!tokens.isName(item.from())) {
      return false;
    }
    int end = names.endOfName(item.from());
    boolean element = tokens.isSymbol(end, '[');
    int equals = element ? tokens.partner(end) + 1 : end;
    if (!tokens.isSymbol(equals, '=') || equals + 1 >= item.to()) {
      return false;
    }
    assignments.add(
        new Assignment(
            names.name(end - 1),
            Range.of(item.from(), end),
            Range.of(equals + 1, item.to()),
            !element));
    return true;
  }

  private boolean several(Range item, List<Assignment> assignments) {
    int close = tokens.partner(item.from());
    if (close < 0 || !tokens.isSymbol(close + 1, '=')) {
      return false;
    }
    List<Range> columns = Lists.split(tokens, Range.of(item.from() + 1, close));
    Range values = Range.of(close + 2, item.to());
    List<Range> row = rowOf(values, columns.size());
    for (int i = 0; i < columns.size(); i++) {
      Range column = columns.get(i);
      if (column.isEmpty() || !tokens.isName(column.to() - 1)) {
        return false;
      }
      assignments.add(
          new Assignment(
              names.name(column.to() - 1),
              column,
              row.isEmpty() ? values : row.get(i),
              !row.isEmpty()));
    }
    return !columns.isEmpty();
  }

  /** Returns the values of a row in brackets; empty where a query or anything else gives them. */
  private List<Range> rowOf(Range values, int size) {
    int open = tokens.is(values.from(), "ROW") ? values.from() + 1 : values.from();
    if (!tokens.isSymbol(open, '(') || tokens.partner(open) != values.to() - 1) {
      return List.of();
    }
    List<Range> row = Lists.split(tokens, Range.of(open + 1, values.to() - 1));
    return row.size() == size ? row : List.of();
  }
}
