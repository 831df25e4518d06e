package dev.dualwrite.plan;

import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;

/** Reads the ON condition of a MERGE: what the key columns of its target must equal. */
final class MergeCondition {
  private final SqlTokens tokens;
  private final Names names;
  private final TableDescription table;
  private final String alias;

  /**
   * @param alias by which the statement calls its target
   */
  MergeCondition(SqlTokens tokens, Names names, TableDescription table, String alias) {
    this.tokens = tokens;
    this.names = names;
    this.table = table;
    this.alias = alias;
  }

  /** Returns what each key column must equal; empty unless the condition says so of all. */
  List<Range> keyValues(Range condition) {
    List<Range> values = new ArrayList<>();
    Range bare = new Operands(tokens).withoutBrackets(condition);
    for (String column : table.primaryKey()) {
      Range value = valueOf(column, bare);
      if (value.isEmpty()) {
        return List.of();
      }
      values.add(value);
    }
    return values;
  }

  private Range valueOf(String column, Range conjunction) {
    int depth = tokens.depth(conjunction.from());
    int from = conjunction.from();
    Range found = Range.none();
    for (int i = conjunction.from(); i <= conjunction.to(); i++) {
      boolean last = i == conjunction.to();
      if (!last && (tokens.is(i, "OR") || tokens.is(i, "BETWEEN"))) {
        return Range.none();
      }
      if (last || (tokens.depth(i) == depth && tokens.is(i, "AND"))) {
        Range value = equality(column, Range.of(from, i));
        found = found.isEmpty() ? value : found;
        from = i + 1;
      }
    }
    return found;
  }

  private Range equality(String column, Range part) {
    if (part.isEmpty()) {
      return Range.none();
    }
    int equals = tokens.nextSymbol(part.from(), part.to(), '=', tokens.depth(part.from()));
    if (equals >= part.to()) {
      return Range.none();
    }
    Range left = Range.of(part.from(), equals);
    Range right = Range.of(equals + 1, part.to());
    if (isTargetColumn(left, column)) {
      return isValue(right) ? right : Range.none();
    }
    return isTargetColumn(right, column) && isValue(left) ? left : Range.none();
  }

  private boolean isTargetColumn(Range range, String column) {
    return range.length() == 3
        && names.endOfName(range.from()) == range.to()
        && names.name(range.from()).equalsIgnoreCase(alias)
        && table
            .column(names.name(range.to() - 1))
            .filter(known -> known.name().equals(column))
            .isPresent();
  }

  /** A single parameter, constant or qualified column of the source. */
  private boolean isValue(Range range) {
    return range.length() == 1
        || (range.length() == 3
            && names.endOfName(range.from()) == range.to()
            && !names.name(range.from()).equalsIgnoreCase(alias));
  }
}
