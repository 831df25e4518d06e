package dev.dualwrite.plan;

import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans a MERGE: the standard's with USING, or H2's with KEY. */
final class MergePlanner {
  private final Draft draft;
  private final SqlTokens tokens;
  private final Names names;
  private final int verb;
  private final Range with;

  MergePlanner(Draft draft, int verb, Range with) {
    this.draft = draft;
    this.tokens = draft.tokens();
    this.names = new Names(tokens, draft.context().primary());
    this.verb = verb;
    this.with = with;
  }

  Plan plan() {
    int name = tokens.is(verb + 1, "INTO") ? verb + 2 : verb + 1;
    if (!tokens.isName(name)) {
      return draft.hazard(Hazard.UNPARSABLE, "no table is named").finish();
    }
    Range table = Range.of(name, names.endOfName(name));
    new HazardScan(draft).scan(with, " in WITH");
    new HazardScan(draft).scan(Range.of(table.to(), tokens.count()), " in MERGE");
    Optional<TableDescription> known = draft.table(names.tableName(table));
    boolean using = tokens.find(verb, tokens.count(), "USING") > 0;
    if (using) {
      draft.hazard(Hazard.DEPENDS_ON_EXISTING_ROW, "MERGE chooses by the rows that are there");
      known.ifPresent(found -> new MergeKeys(draft, names, found, verb, table, with).find());
    } else if (known.isPresent()) {
      mergeByKey(known.get(), table);
    } else {
      draft.hazard(Hazard.DEPENDS_ON_EXISTING_ROW, "rows that are there may be changed");
    }
    return draft.finish();
  }

  /** H2's MERGE INTO t [(columns)] [KEY (columns)] VALUES (…), … */
  private void mergeByKey(TableDescription table, Range name) {
    int i = name.to();
    List<Column> columns = table.columns();
    if (tokens.isSymbol(i, '(') && tokens.partner(i) > 0) {
      columns = columns(table, Range.of(i + 1, tokens.partner(i)));
      i = tokens.partner(i) + 1;
    } else {
      draft.hazard(Hazard.COLUMNS_NOT_NAMED, "the columns aren't named");
    }
    List<String> key = table.primaryKey();
    if (tokens.is(i, "KEY") && tokens.partner(i + 1) > 0) {
      key = namesOf(columns(table, Range.of(i + 2, tokens.partner(i + 1))));
      i = tokens.partner(i + 1) + 1;
    }
    Optional<InsertedRows> rows = rows(columns, i);
    if (!rows.isPresent() || key.isEmpty()) {
      draft.hazard(Hazard.UNPARSABLE, "this form of MERGE isn't understood");
      return;
    }
    outcome(table, key, rows.get());
  }

  private Optional<InsertedRows> rows(List<Column> columns, int values) {
    InsertShape shape = InsertShape.values(tokens, values, tokens.count());
    return columns.isEmpty() || shape.source() != InsertShape.Source.VALUES
        ? Optional.empty()
        : InsertedRows.of(tokens, columns, shape.rows());
  }

  private void outcome(TableDescription table, List<String> key, InsertedRows rows) {
    boolean severalKeys = table.uniqueKeys().size() > 1 || table.hasOtherUniqueness();
    boolean byPrimaryKey =
        key.size() == table.primaryKey().size() && table.primaryKey().containsAll(key);
    boolean overwrites =
        table.writableColumns().stream().allMatch(column -> rows.givesAll(column.name()));
    if (severalKeys) {
      draft.hazard(Hazard.SEVERAL_UNIQUE_KEYS, "more than one unique key");
    }
    if (!overwrites || !byPrimaryKey) {
      draft.hazard(Hazard.DEPENDS_ON_EXISTING_ROW, "columns that aren't named keep what is there");
    }
    Optional<KeySource> given = given(table, rows);
    if (byPrimaryKey) {
      given.ifPresent(source -> draft.keys(KeySource.none(), source));
      return;
    }
    KeyLookup lookup = new KeyLookup(draft, table, rows);
    Optional<KeySource> after = lookup.query(List.of(key), "");
    after.ifPresent(source -> draft.keys(source, source));
  }

  private Optional<KeySource> given(TableDescription table, InsertedRows rows) {
    Operands operands = new Operands(tokens);
    List<List<Operand>> keys = new ArrayList<>();
    for (int row = 0; row < rows.count(); row++) {
      List<Operand> key = new ArrayList<>();
      for (String name : table.primaryKey()) {
        Column column = table.column(name).orElseThrow();
        rows.value(row, name)
            .flatMap(value -> operands.readExact(value, column))
            .ifPresent(key::add);
      }
      if (key.size() < table.primaryKey().size()) {
        return Optional.empty();
      }
      keys.add(key);
    }
    return Optional.of(KeySource.values(keys));
  }

  private List<Column> columns(TableDescription table, Range list) {
    List<Column> columns = new ArrayList<>();
    for (Range item : Lists.split(tokens, list)) {
      Optional<Column> column =
          item.isEmpty() ? Optional.empty() : table.column(names.name(item.to() - 1));
      if (!column.isPresent()) {
        draft.hazard(Hazard.UNKNOWN_COLUMN, "a column that isn't known");
        return List.of();
      }
      columns.add(column.get());
    }
    return columns;
  }

  private static List<String> namesOf(List<Column> columns) {
    List<String> columnNames = new ArrayList<>();
    columns.forEach(column -> columnNames.add(column.name()));
    return columnNames;
  }
}
