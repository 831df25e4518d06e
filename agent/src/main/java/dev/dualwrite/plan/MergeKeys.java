package dev.dualwrite.plan;

import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the keys of a MERGE with USING. Its ON condition must fix the whole primary key by values
 * of the source, and a row that it inserts must get just these; then all touched keys are in the
 * source.
 */
final class MergeKeys {
  private final Draft draft;
  private final SqlTokens tokens;
  private final Names names;
  private final TableDescription table;
  private final Range with;
  private final Range target;
  private final String alias;
  private final Range source;
  private final Range condition;
  private final Range actions;

  MergeKeys(
      Draft draft, Names names, TableDescription table, int verb, Range tableName, Range with) {
    this.draft = draft;
    this.tokens = draft.tokens();
    this.names = names;
    this.table = table;
    this.with = with;
    int end = tokens.count();
    int using = tokens.find(verb, end, "USING");
    int when = tokens.find(using, end, "WHEN");
    int on = lastOn(using, when);
    boolean complete = on > 0 && when > 0;
    this.target = complete ? Range.of(tableName.from(), using) : Range.none();
    TableReference reference =
        TableReference.read(tokens, names, Range.of(tableName.from(), using));
    this.alias = reference == null ? "" : reference.alias(names);
    this.source = complete ? Range.of(using + 1, on) : Range.none();
    this.condition = complete ? Range.of(on + 1, when) : Range.none();
    this.actions = complete ? Range.of(when, end) : Range.none();
  }

  /** The source may be a join with an ON of its own. */
  private int lastOn(int using, int when) {
    int on = -1;
    for (int i = using; i < when; i++) {
      if (tokens.depth(i) == tokens.depth(using) && tokens.is(i, "ON")) {
        on = i;
      }
    }
    return on;
  }

  void find() {
    List<Range> keys = conditionValues();
    if (keys.isEmpty() || alias.isEmpty() || touchesOtherRows()) {
      return;
    }
    if (changesKey()) {
      draft.hazard(Hazard.KEY_CHANGED, "the update changes the primary key");
      return;
    }
    boolean lasting = !draft.drawsAnew(List.of(source, condition));
    Optional<KeySource> named = values(keys);
    if (!named.isPresent() && lasting && insertsJust(keys)) {
      named = Optional.of(selected(keys));
    }
    if (!named.isPresent()) {
      return;
    }
    boolean one = named.get().rows().stream().distinct().count() == 1;
    if (one || !deletes()) {
      draft.keys(named.get(), KeySource.none());
    } else if (lasting) {
      draft.keys(matched(), named.get());
    }
  }

  private boolean deletes() {
    for (int i = actions.from(); i < actions.to(); i++) {
      if (tokens.are(i, "THEN", "DELETE")) {
        return true;
      }
    }
    return false;
  }

  /** Locks the rows that are there: of those that aren't there afterwards, it deleted no others. */
  private KeySource matched() {
    PlannerContext context = draft.context();
    return new KeyQuery(tokens)
        .piece(with)
        .text(with.isEmpty() ? "SELECT " : " SELECT ")
        .text(context.keyColumns(table, context.primary().quote(alias) + "."))
        .text(" FROM ")
        .piece(target)
        .text(" WHERE EXISTS (SELECT 1 FROM ")
        .piece(source)
        .text(" WHERE ")
        .piece(condition)
        .text(")")
        .locking(context.primary().removalLockClause());
  }

  /** Returns what each key column must equal; empty unless the condition says so of all. */
  private List<Range> conditionValues() {
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

  /** NOT MATCHED BY SOURCE is about rows that the source doesn't have. */
  private boolean touchesOtherRows() {
    for (int i = actions.from(); i < actions.to(); i++) {
      if (tokens.are(i, "BY", "SOURCE")) {
        return true;
      }
    }
    return false;
  }

  private boolean insertsJust(List<Range> keys) {
    for (int insert : inserts()) {
      List<Range> inserted = insertedKey(insert);
      for (int part = 0; part < keys.size(); part++) {
        if (inserted.isEmpty() || !sameText(inserted.get(part), keys.get(part))) {
          return false;
        }
      }
    }
    return true;
  }

  private List<Integer> inserts() {
    List<Integer> inserts = new ArrayList<>();
    for (int i = actions.from(); i < actions.to(); i++) {
      if (tokens.is(i, "INSERT")) {
        inserts.add(i);
      }
    }
    return inserts;
  }

  /**
   * Returns the values that an inserted row gets for the key columns; empty if that isn't clear.
   */
  private List<Range> insertedKey(int insert) {
    InsertShape shape = InsertShape.values(tokens, valuesOf(insert), endOfAction(insert));
    if (!tokens.isSymbol(insert + 1, '(') || shape.rows().size() != 1) {
      return List.of();
    }
    List<Range> columns = Lists.split(tokens, Range.of(insert + 2, tokens.partner(insert + 1)));
    List<Range> values = Lists.split(tokens, shape.rows().get(0));
    List<Range> key = new ArrayList<>();
    for (String name : table.primaryKey()) {
      int index = indexOf(columns, name);
      if (index < 0 || columns.size() != values.size()) {
        return List.of();
      }
      key.add(values.get(index));
    }
    return key;
  }

  private int indexOf(List<Range> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      Range item = columns.get(i);
      Optional<Column> column =
          item.isEmpty() ? Optional.empty() : table.column(names.name(item.to() - 1));
      if (column.isPresent() && column.get().name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private int valuesOf(int insert) {
    return tokens.isSymbol(insert + 1, '(') ? tokens.partner(insert + 1) + 1 : insert + 1;
  }

  private int endOfAction(int from) {
    int when = tokens.find(from, actions.to(), "WHEN");
    return when < 0 ? actions.to() : when;
  }

  /** Two question marks are two values, whatever is bound to them. */
  private boolean sameText(Range one, Range other) {
    String text = tokens.slice(one.from(), one.to());
    return !text.contains("?") && text.equalsIgnoreCase(tokens.slice(other.from(), other.to()));
  }

  private boolean changesKey() {
    for (int i = actions.from(); i < actions.to(); i++) {
      if (tokens.are(i, "UPDATE", "SET")) {
        Range sets = Range.of(i + 2, endOfAction(i));
        List<Assignments.Assignment> assignments = new Assignments(tokens, names).read(sets);
        if (assignments.isEmpty()
            || new AssignedColumns(draft, new Operands(tokens), table, assignments).movesKey()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns the keys of the condition and of all inserts, if all are known from the text. */
  private Optional<KeySource> values(List<Range> keys) {
    List<List<Range>> all = new ArrayList<>(List.of(keys));
    inserts().forEach(insert -> all.add(insertedKey(insert)));
    List<List<Operand>> rows = new ArrayList<>();
    for (List<Range> key : all) {
      List<Operand> row = operands(key);
      if (row.isEmpty()) {
        return Optional.empty();
      }
      rows.add(row);
    }
    return Optional.of(KeySource.values(rows));
  }

  private List<Operand> operands(List<Range> key) {
    List<Operand> row = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      Column column = table.column(table.primaryKey().get(i)).orElseThrow();
      Optional<Operand> operand = new Operands(tokens).readExact(key.get(i), column);
      if (!operand.isPresent()) {
        return List.of();
      }
      row.add(operand.get());
    }
    return row;
  }

  private KeySource selected(List<Range> keys) {
    KeyQuery query = new KeyQuery(tokens).piece(with).text(with.isEmpty() ? "SELECT " : " SELECT ");
    String comma = "";
    for (Range key : keys) {
      query.text(comma).piece(key);
      comma = ", ";
    }
    return query.text(" FROM ").piece(source).source();
  }
}
