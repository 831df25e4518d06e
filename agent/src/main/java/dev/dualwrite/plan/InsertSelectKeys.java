package dev.dualwrite.plan;

import dev.dualwrite.dialect.KeyReturn;
import dev.dualwrite.dialect.KeyReturnSupport;
import dev.dualwrite.plan.InsertShape.Conflict;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds how the keys are found of the rows that an INSERT with a query adds or replaces. */
final class InsertSelectKeys {
  private static final WordSet COMBINING = WordSet.of("union", "intersect", "except", "minus");

  private final Draft draft;
  private final SqlTokens tokens;
  private final InsertShape shape;
  private final Names names;
  private final Range with;
  private final boolean replaces;
  private final TableDescription table;

  InsertSelectKeys(
      Draft draft,
      InsertShape shape,
      Names names,
      Range with,
      boolean replaces,
      TableDescription table) {
    this.draft = draft;
    this.tokens = draft.tokens();
    this.shape = shape;
    this.names = names;
    this.with = with;
    this.replaces = replaces;
    this.table = table;
  }

  void find() {
    if (!table.hasPrimaryKey()) {
      return;
    }
    if (returnsKeys()) {
      draft.keys(KeySource.none(), KeySource.returned());
      return;
    }
    boolean otherRowsTouched = replaces || shape.conflict() == Conflict.ON_DUPLICATE_KEY;
    if (otherRowsTouched && (table.uniqueKeys().size() > 1 || table.hasOtherUniqueness())) {
      draft.hazard(Hazard.SEVERAL_UNIQUE_KEYS, "more than one unique key");
      return;
    }
    Range query = new Operands(tokens).withoutBrackets(shape.body());
    List<Range> items = keyItems(query);
    if (!items.isEmpty()) {
      values(items)
          .or(() -> selected(query, items))
          .ifPresent(source -> draft.keys(source, KeySource.none()));
    }
  }

  private boolean returnsKeys() {
    if (!shape.returning().isEmpty()) {
      return Returning.hasKey(tokens, names, shape.returning(), table);
    }
    return draft.context().primary().returnsKeys(KeyReturn.INSERT_SELECT)
        == KeyReturnSupport.ALL_NAMED_COLUMNS;
  }

  /** Returns the query's items that become the key columns; empty where one can't be told. */
  private List<Range> keyItems(Range query) {
    List<Range> items = selectItems(query);
    List<Column> columns = columns(items.size());
    List<Range> keyItems = new ArrayList<>();
    for (String name : table.primaryKey()) {
      int index = -1;
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).name().equals(name)) {
          index = i;
        }
      }
      if (index < 0) {
        return List.of();
      }
      keyItems.add(items.get(index));
    }
    return keyItems;
  }

  private List<Column> columns(int count) {
    if (!shape.columnsNamed()) {
      return count > 0 && count <= table.columns().size()
          ? table.columns().subList(0, count)
          : List.of();
    }
    List<Column> columns = new ArrayList<>();
    for (Range name : Lists.split(tokens, shape.columns())) {
      table.column(names.name(name.to() - 1)).ifPresent(columns::add);
    }
    return columns.size() == count ? columns : List.of();
  }

  private List<Range> selectItems(Range query) {
    if (!tokens.is(query.from(), "SELECT") || query.length() < 2) {
      return List.of();
    }
    int first = query.from() + 1;
    if (tokens.is(first, "DISTINCT") || tokens.is(first, "ALL")) {
      first++;
    }
    List<Range> items = new ArrayList<>();
    for (Range item : Lists.split(tokens, Range.of(first, itemsEnd(query)))) {
      if (item.isEmpty() || tokens.isSymbol(item.to() - 1, '*')) {
        return List.of();
      }
      items.add(withoutAlias(item));
    }
    return items;
  }

  private int itemsEnd(Range query) {
    int from = tokens.find(query.from() + 1, query.to(), "FROM");
    int where = tokens.find(query.from() + 1, query.to(), "WHERE");
    return from >= 0 ? from : where >= 0 ? where : query.to();
  }

  /**
   * Which rows fall within a limit isn't determined: without it there are more keys, not others.
   */
  private int limitOf(Range query) {
    for (String word : List.of("LIMIT", "OFFSET", "FETCH")) {
      int limit = tokens.find(query.from(), query.to(), word);
      if (limit >= 0) {
        return limit;
      }
    }
    return query.to();
  }

  private Range withoutAlias(Range item) {
    int as = tokens.find(item.from(), item.to(), "AS");
    return as < 0 ? item : Range.of(item.from(), as);
  }

  private Optional<KeySource> values(List<Range> items) {
    List<Operand> key = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Column column = table.column(table.primaryKey().get(i)).orElseThrow();
      Optional<Operand> operand = new Operands(tokens).readExact(items.get(i), column);
      if (!operand.isPresent()) {
        return Optional.empty();
      }
      key.add(operand.get());
    }
    return Optional.of(KeySource.values(List.of(key)));
  }

  /** The same query for the key columns alone; the rows are compared by their number afterwards. */
  private Optional<KeySource> selected(Range query, List<Range> items) {
    boolean combined = false;
    for (int i = query.from(); i < query.to(); i++) {
      combined |= tokens.depth(i) == tokens.depth(query.from()) && tokens.isAny(i, COMBINING);
    }
    if (combined || draft.drawsAnew(List.of(query))) {
      return Optional.empty();
    }
    KeyQuery keys = new KeyQuery(tokens).piece(with).text(with.isEmpty() ? "SELECT " : " SELECT ");
    String comma = "";
    for (Range item : items) {
      keys.text(comma).piece(item);
      comma = ", ";
    }
    return Optional.of(keys.text(" ").piece(Range.of(itemsEnd(query), limitOf(query))).source());
  }
}
