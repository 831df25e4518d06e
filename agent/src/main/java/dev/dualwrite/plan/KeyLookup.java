package dev.dualwrite.plan;

import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.UniqueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds rows by the values that an INSERT gives for unique keys. */
final class KeyLookup {
  private final Draft draft;
  private final TableDescription table;
  private final InsertedRows rows;

  KeyLookup(Draft draft, TableDescription table, InsertedRows rows) {
    this.draft = draft;
    this.table = table;
    this.rows = rows;
  }

  /** Returns the query for the inserted rows by their primary key, to be run after the INSERT. */
  Optional<KeySource> after() {
    return query(List.of(table.primaryKey()), "");
  }

  /**
   * Returns the query for all rows that have a value of a unique key in common with a row given;
   * empty where that can't be told beforehand.
   */
  Optional<KeySource> conflicting(String lockClause) {
    List<List<String>> keys = new ArrayList<>();
    for (UniqueKey key : table.uniqueKeys()) {
      Involvement involvement = involvement(key);
      if (involvement == Involvement.UNKNOWN) {
        return Optional.empty();
      }
      if (involvement == Involvement.GIVEN) {
        keys.add(key.columns());
      }
    }
    return !table.hasOtherUniqueness() && !keys.isEmpty()
        ? query(keys, lockClause)
        : Optional.empty();
  }

  private enum Involvement {
    /** All columns have values in the statement. */
    GIVEN,
    /** No row can conflict: a column is counted up, or left to be NULL. */
    NONE,
    UNKNOWN
  }

  private Involvement involvement(UniqueKey key) {
    Involvement involvement = Involvement.GIVEN;
    for (String name : key.columns()) {
      Column column = table.column(name).orElseThrow();
      if (!rows.givesAny(name)
          && (column.autoIncrement() || !column.defaultExpression().isPresent())) {
        return Involvement.NONE;
      }
      if (!rows.givesAll(name)) {
        involvement = Involvement.UNKNOWN;
      }
    }
    return involvement;
  }

  /** Returns the query for rows by columns; empty where a row doesn't give them a lasting value. */
  Optional<KeySource> query(List<List<String>> keys, String lockClause) {
    PlannerContext context = draft.context();
    KeyQuery query =
        new KeyQuery(draft.tokens())
            .text("SELECT " + context.keyColumns(table, ""))
            .text(" FROM " + context.quoted(table) + " WHERE ");
    String or = "";
    for (int row = 0; row < rows.count(); row++) {
      for (List<String> key : keys) {
        query.text(or);
        if (!equalities(query, row, key)) {
          return Optional.empty();
        }
        or = " OR ";
      }
    }
    return Optional.of(query.locking(lockClause));
  }

  private boolean equalities(KeyQuery query, int row, List<String> key) {
    String and = "(";
    for (String column : key) {
      Optional<Range> value = rows.value(row, column);
      if (!value.isPresent() || draft.drawsAnew(List.of(value.get()))) {
        return false;
      }
      query
          .text(and + draft.context().primary().quote(column) + " = (")
          .piece(value.get())
          .text(")");
      and = " AND ";
    }
    query.text(")");
    return true;
  }
}
