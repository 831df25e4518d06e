package dev.dualwrite.plan;

import dev.dualwrite.plan.SqlScanner.Kind;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the conditions of a WHERE clause that fix columns. Only conditions whose every token is
 * understood count, and only where nothing that binds weaker than AND is in sight.
 */
final class PredicateReader {
  private final SqlTokens tokens;
  private final Names names;
  private final Operands operands;
  private final TableDescription table;
  private final String alias;

  /**
   * @param alias by which the statement calls the table: its alias, or else its bare name
   */
  PredicateReader(
      SqlTokens tokens, Names names, Operands operands, TableDescription table, String alias) {
    this.tokens = tokens;
    this.names = names;
    this.operands = operands;
    this.table = table;
    this.alias = alias;
  }

  KeyPredicate read(Range where) {
    KeyPredicate.Builder predicate = new KeyPredicate.Builder();
    if (where.isEmpty() || !conjunction(where, predicate)) {
      return KeyPredicate.Builder.unknown();
    }
    return predicate.build();
  }

  /** Returns false where the clause as a whole isn't joined by AND. */
  private boolean conjunction(Range range, KeyPredicate.Builder predicate) {
    Range bare = operands.withoutBrackets(range);
    int from = bare.from();
    int depth = tokens.depth(from);
    boolean between = false;
    for (int i = bare.from(); i < bare.to(); i++) {
      if (tokens.depth(i) != depth) {
        continue;
      }
      if (bindsWeaker(i)) {
        return false;
      }
      if (tokens.is(i, "BETWEEN")) {
        between = true;
      } else if (tokens.is(i, "AND") && between) {
        between = false;
      } else if (tokens.is(i, "AND")) {
        condition(Range.of(from, i), predicate);
        from = i + 1;
      }
    }
    condition(Range.of(from, bare.to()), predicate);
    return true;
  }

  /** MySQL's || may mean OR. */
  private boolean bindsWeaker(int token) {
    return tokens.is(token, "OR")
        || tokens.is(token, "XOR")
        || tokens.isOperator(token, "||")
        || tokens.isOperator(token, ":=")
        || tokens.isSymbol(token, ';');
  }

  private void condition(Range range, KeyPredicate.Builder predicate) {
    if (isBracketed(range)) {
      KeyPredicate.Builder inner = new KeyPredicate.Builder();
      if (conjunction(range, inner)) {
        predicate.add(inner);
      } else {
        predicate.other();
      }
    } else if (!equality(range, predicate) && !membership(range, predicate)) {
      predicate.other();
    }
  }

  private boolean isBracketed(Range range) {
    return !range.isEmpty()
        && tokens.isSymbol(range.from(), '(')
        && tokens.partner(range.from()) == range.to() - 1;
  }

  private boolean equality(Range range, KeyPredicate.Builder predicate) {
    int equals = tokens.nextSymbol(range.from(), range.to(), '=', tokens.depth(range.from()));
    if (equals >= range.to() || !isPlainEquals(equals)) {
      return false;
    }
    Range left = Range.of(range.from(), equals);
    Range right = Range.of(equals + 1, range.to());
    if (isBracketed(left) && isBracketed(right)) {
      return rows(left, List.of(right), predicate);
    }
    return equality(left, right, predicate) || equality(right, left, predicate);
  }

  private boolean equality(Range name, Range value, KeyPredicate.Builder predicate) {
    Optional<Column> column = column(name);
    Optional<Operand> operand = column.flatMap(known -> operands.readExact(value, known));
    operand.ifPresent(known -> predicate.in(column.get(), List.of(known)));
    return operand.isPresent();
  }

  /** Tells whether the sign stands alone and isn't a piece of another operator. */
  private boolean isPlainEquals(int token) {
    boolean joinedBefore =
        tokens.kind(token - 1) == Kind.SYMBOL
            && tokens.end(token - 1) == tokens.start(token)
            && !tokens.isSymbol(token - 1, ')');
    boolean joinedAfter =
        tokens.kind(token + 1) == Kind.SYMBOL
            && tokens.start(token + 1) == tokens.end(token)
            && !tokens.isSymbol(token + 1, '(')
            && !tokens.isSymbol(token + 1, '-')
            && !tokens.isSymbol(token + 1, '+');
    return !joinedBefore && !joinedAfter;
  }

  private boolean membership(Range range, KeyPredicate.Builder predicate) {
    int in = tokens.find(range.from(), range.to(), "IN");
    Range list = Range.of(in + 1, range.to());
    if (in < 0 || !isBracketed(list)) {
      return false;
    }
    Range left = Range.of(range.from(), in);
    List<Range> items = Lists.split(tokens, Range.of(list.from() + 1, list.to() - 1));
    if (isBracketed(left)) {
      return rows(left, items, predicate);
    }
    Optional<Column> column = column(left);
    if (!column.isPresent()) {
      return false;
    }
    List<Operand> values = new ArrayList<>();
    for (Range item : items) {
      Optional<Operand> value = operands.readExact(item, column.get());
      if (!value.isPresent()) {
        return false;
      }
      values.add(value.get());
    }
    predicate.in(column.get(), values);
    return !values.isEmpty();
  }

  private boolean rows(Range left, List<Range> right, KeyPredicate.Builder predicate) {
    List<Column> columns = new ArrayList<>();
    List<String> columnNames = new ArrayList<>();
    for (Range name : Lists.split(tokens, Range.of(left.from() + 1, left.to() - 1))) {
      Optional<Column> column = column(name);
      if (!column.isPresent()) {
        return false;
      }
      columns.add(column.get());
      columnNames.add(column.get().name());
    }
    List<List<Operand>> rows = new ArrayList<>();
    for (Range item : right) {
      List<Operand> row = row(item, columns);
      if (row.isEmpty()) {
        return false;
      }
      rows.add(row);
    }
    predicate.rows(columnNames, rows);
    return !rows.isEmpty();
  }

  private List<Operand> row(Range item, List<Column> columns) {
    if (!isBracketed(item)) {
      return List.of();
    }
    List<Range> values = Lists.split(tokens, Range.of(item.from() + 1, item.to() - 1));
    List<Operand> row = new ArrayList<>();
    for (int i = 0; i < values.size() && values.size() == columns.size(); i++) {
      Optional<Operand> value = operands.readExact(values.get(i), columns.get(i));
      if (!value.isPresent()) {
        return List.of();
      }
      row.add(value.get());
    }
    return row;
  }

  /** Returns the table's column that the tokens name, if they name one and nothing else. */
  private Optional<Column> column(Range range) {
    Range bare = operands.withoutBrackets(range);
    if (bare.isEmpty()
        || !tokens.isName(bare.from())
        || names.endOfName(bare.from()) != bare.to()) {
      return Optional.empty();
    }
    int last = bare.to() - 1;
    boolean others = bare.length() > 1 && !names.name(last - 2).equalsIgnoreCase(alias);
    return others ? Optional.empty() : table.column(names.name(last));
  }
}
