package dev.dualwrite.plan;

import dev.dualwrite.dialect.KeyReturn;
import dev.dualwrite.dialect.KeyReturnSupport;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.UniqueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds how the keys are found of the rows that an UPDATE or DELETE of one table touches. */
final class ChangedKeys {
  private final Draft draft;
  private final SqlTokens tokens;
  private final Names names;
  private final ChangeShape shape;
  private final Range with;
  private final TableReference reference;
  private final TableDescription table;
  private final AssignedColumns assigned;

  ChangedKeys(
      Draft draft,
      ChangeShape shape,
      Range with,
      TableReference reference,
      TableDescription table,
      AssignedColumns assigned) {
    this.draft = draft;
    this.tokens = draft.tokens();
    this.names = new Names(tokens, draft.context().primary());
    this.shape = shape;
    this.with = with;
    this.reference = reference;
    this.table = table;
    this.assigned = assigned;
  }

  void find(KeyPredicate predicate, Optional<UniqueKey> key) {
    boolean known = key.isPresent() && key.get().columns().equals(table.primaryKey());
    known &= comparesAlike(predicate.comparedColumns());
    boolean several = key.isPresent() && predicate.rows(key.get().columns()).size() > 1;
    if (several && !known) {
      draft.hazard(Hazard.SEVERAL_KEYS, "nothing tells which of the values have a row");
    }
    if (!assigned.movesKey()) {
      keysThatStay(known ? predicate.rows(table.primaryKey()) : List.of());
      return;
    }
    draft.hazard(Hazard.KEY_CHANGED, "SET of a column of the primary key");
    List<List<Operand>> before = known ? predicate.rows(table.primaryKey()) : List.of();
    Optional<KeySource> source =
        before.size() == 1 ? Optional.of(KeySource.values(before)) : selected();
    Optional<KeySource> after = moved(before);
    if (source.isPresent() && after.isPresent()) {
      draft.keys(source.get(), after.get());
    } else {
      draft.hazard(Hazard.KEY_NOT_COMPUTABLE, "the new primary key is an expression");
    }
  }

  /**
   * Where text is compared loosely (case, trailing blanks), the value in the statement needn't be
   * the key as stored; the other database, if of another vendor, wouldn't find its row by it.
   */
  private boolean comparesAlike(Set<String> columns) {
    if (draft.context().sameVendor() || !draft.context().primary().comparesTextLoosely()) {
      return true;
    }
    boolean text =
        columns.stream()
            .anyMatch(column -> table.column(column).map(Operands::isText).orElse(true));
    if (text) {
      draft.hazard(Hazard.LOOSE_COMPARISON, "a text in the predicate");
      draft.hazard(Hazard.OTHER_VENDOR, "the other database compares text by other rules");
    }
    return !text;
  }

  /** Of several keys the count alone doesn't tell which were touched, unless all were. */
  private void keysThatStay(List<List<Operand>> given) {
    KeySource named = given.isEmpty() ? KeySource.none() : KeySource.values(given);
    boolean update = shape.kind() == StatementKind.UPDATE;
    if (given.size() > 1 && returnsKeys()) {
      draft.keys(named, KeySource.returned());
      selected().map(query -> query.among(given)).ifPresent(draft::keysUnlessReturned);
    } else if (given.size() == 1 || (given.size() > 1 && update)) {
      draft.keys(named, KeySource.none());
    } else if (returnsKeys()) {
      draft.keys(KeySource.none(), KeySource.returned());
      selected().ifPresent(draft::keysUnlessReturned);
    } else {
      selected().ifPresent(query -> draft.keys(query.among(given), KeySource.none()));
    }
  }

  private Optional<KeySource> moved(List<List<Operand>> before) {
    List<List<Operand>> after = new ArrayList<>();
    for (List<Operand> row : before) {
      List<Operand> moved = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        String column = table.primaryKey().get(i);
        Optional<Operand> value =
            assigned.assigns(column) ? assigned.exactValue(column) : Optional.of(row.get(i));
        if (!value.isPresent()) {
          return returnedInstead();
        }
        moved.add(value.get());
      }
      after.add(moved);
    }
    return after.isEmpty() ? returnedInstead() : Optional.of(KeySource.values(after));
  }

  private Optional<KeySource> returnedInstead() {
    return returnsKeys() ? Optional.of(KeySource.returned()) : Optional.empty();
  }

  private boolean returnsKeys() {
    if (!shape.returning().isEmpty()) {
      return Returning.hasKey(tokens, names, shape.returning(), table);
    }
    KeyReturn kind = shape.kind() == StatementKind.UPDATE ? KeyReturn.UPDATE : KeyReturn.DELETE;
    return draft.context().primary().returnsKeys(kind) == KeyReturnSupport.ALL_NAMED_COLUMNS;
  }

  /** A cursor's row can't be selected by another statement. */
  private Optional<KeySource> selected() {
    if (tokens.are(shape.where().from(), "CURRENT", "OF")) {
      return Optional.empty();
    }
    PlannerContext context = draft.context();
    String alias = context.primary().quote(reference.alias(names));
    KeyQuery query =
        new KeyQuery(tokens)
            .piece(with)
            .text(with.isEmpty() ? "SELECT " : " SELECT ")
            .text(context.keyColumns(table, reference.hasAlias() ? alias + "." : ""))
            .text(" FROM ")
            .piece(shape.tables());
    if (!shape.where().isEmpty()) {
      query.text(" WHERE ").piece(shape.where());
    }
    return Optional.of(query.locking(assigned.lockClause()));
  }
}
