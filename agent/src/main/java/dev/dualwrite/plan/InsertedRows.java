package dev.dualwrite.plan;

import dev.dualwrite.plan.Assignments.Assignment;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows that an INSERT gives, by columns of the table. */
final class InsertedRows {
  private final List<Column> columns;
  private final List<Map<String, Range>> rows;

  private InsertedRows(List<Column> columns, List<Map<String, Range>> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /** Returns rows of the given values for the columns; empty where their numbers differ. */
  static Optional<InsertedRows> of(SqlTokens tokens, List<Column> columns, List<Range> rows) {
    List<Map<String, Range>> valuesByColumn = new ArrayList<>(rows.size());
    for (Range row : rows) {
      List<Range> values = Lists.split(tokens, row);
      if (values.size() != columns.size()) {
        return Optional.empty();
      }
      Map<String, Range> byColumn = new HashMap<>();
      for (int i = 0; i < values.size(); i++) {
        if (!tokens.is(values.get(i).from(), "DEFAULT") || values.get(i).length() > 1) {
          byColumn.put(columns.get(i).name(), values.get(i));
        }
      }
      valuesByColumn.add(byColumn);
    }
    return Optional.of(new InsertedRows(columns, valuesByColumn));
  }

  /** Returns the rows of VALUES, SET or DEFAULT VALUES; empty where they aren't understood. */
  static Optional<InsertedRows> read(
      Draft draft, InsertShape shape, Names names, TableDescription table) {
    switch (shape.source()) {
      case VALUES:
        return columns(draft, shape, names, table)
            .flatMap(columns -> of(draft.tokens(), columns, shape.rows()));
      case DEFAULT_VALUES:
        return Optional.of(new InsertedRows(List.of(), List.of(Map.of())));
      case SET:
        return set(draft, new Assignments(draft.tokens(), names).read(shape.body()), table);
      case QUERY:
      case UNKNOWN:
        return Optional.empty();
    }
    throw new AssertionError(shape.source());
  }

  /** Returns the columns that are named, or else the table's first ones, as many as values. */
  static Optional<List<Column>> columns(
      Draft draft, InsertShape shape, Names names, TableDescription table) {
    List<Column> columns = new ArrayList<>();
    if (!shape.columnsNamed()) {
      int values = Lists.split(draft.tokens(), shape.rows().get(0)).size();
      draft.hazard(Hazard.COLUMNS_NOT_NAMED, "the columns aren't named");
      return values <= table.columns().size()
          ? Optional.of(table.columns().subList(0, values))
          : Optional.empty();
    }
    for (Range name : Lists.split(draft.tokens(), shape.columns())) {
      Optional<Column> column =
          name.isEmpty() ? Optional.empty() : known(draft, names.name(name.to() - 1), table);
      if (!column.isPresent()) {
        return Optional.empty();
      }
      columns.add(column.get());
    }
    return Optional.of(columns);
  }

  private static Optional<InsertedRows> set(
      Draft draft, List<Assignment> assignments, TableDescription table) {
    List<Column> columns = new ArrayList<>();
    Map<String, Range> row = new HashMap<>();
    for (Assignment assignment : assignments) {
      Optional<Column> column = known(draft, assignment.column(), table);
      if (!column.isPresent()) {
        return Optional.empty();
      }
      columns.add(column.get());
      if (!draft.tokens().is(assignment.value().from(), "DEFAULT")) {
        row.put(column.get().name(), assignment.value());
      }
    }
    return assignments.isEmpty()
        ? Optional.empty()
        : Optional.of(new InsertedRows(columns, List.of(row)));
  }

  private static Optional<Column> known(Draft draft, String name, TableDescription table) {
    Optional<Column> column = table.column(name);
    if (!column.isPresent()) {
      draft.hazard(Hazard.UNKNOWN_COLUMN, "no column " + name + " is known");
    }
    return column;
  }

  /** Returns the columns that the statement names, in its order. */
  List<Column> columns() {
    return columns;
  }

  int count() {
    return rows.size();
  }

  /** Returns the tokens of a value; empty where the column is left out, or is DEFAULT. */
  Optional<Range> value(int row, String column) {
    return Optional.ofNullable(rows.get(row).get(column));
  }

  /** Tells whether each row gives the column a value. */
  boolean givesAll(String column) {
    return rows.stream().allMatch(row -> row.containsKey(column));
  }

  /** Tells whether a row gives the column a value. */
  boolean givesAny(String column) {
    return rows.stream().anyMatch(row -> row.containsKey(column));
  }
}
