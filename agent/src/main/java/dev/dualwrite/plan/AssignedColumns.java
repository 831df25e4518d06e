package dev.dualwrite.plan;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.plan.Assignments.Assignment;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the SET list of an UPDATE does to the columns of its table. */
final class AssignedColumns {
  private final Draft draft;
  private final Operands operands;
  private final TableDescription table;
  private final List<Assignment> assignments;
  private final boolean understood;

  AssignedColumns(
      Draft draft, Operands operands, TableDescription table, List<Assignment> assignments) {
    this.draft = draft;
    this.operands = operands;
    this.table = table;
    this.assignments = assignments;
    this.understood = draft.kind() == StatementKind.DELETE || !assignments.isEmpty();
  }

  /** Notes assignments that aren't understood, and columns that change without being assigned. */
  void addHazards() {
    if (!understood) {
      draft.hazard(Hazard.UNPARSABLE, "the SET list isn't understood");
    }
    for (Assignment assignment : assignments) {
      Optional<Column> column = table.column(assignment.column());
      if (!column.isPresent()) {
        draft.hazard(Hazard.UNKNOWN_COLUMN, "no column " + assignment.column() + " is known");
      } else if (operands.isDefault(assignment.value())
          && !Defaults.isConstant(draft, column.get())) {
        draft.hazard(Hazard.NON_CONSTANT_DEFAULT, "DEFAULT in SET " + assignment.column());
      }
    }
    for (Column column : table.columns()) {
      if (column.changesOnUpdate() && !assigns(column.name())) {
        draft.hazard(Hazard.CHANGES_ON_UPDATE, "column " + column.name());
      }
    }
  }

  boolean assigns(String column) {
    return find(column).isPresent();
  }

  /** Tells whether rows may get another primary key. */
  boolean movesKey() {
    return !understood || table.primaryKey().stream().anyMatch(this::assigns);
  }

  /**
   * Returns what makes a question lock rows as strongly as the statement then does: between a
   * weaker lock and the stronger one, somebody's insert of a child could deadlock with the
   * statement.
   */
  String lockClause() {
    Dialect primary = draft.context().primary();
    boolean mayChangeKey =
        draft.kind() == StatementKind.DELETE
            || !understood
            || table.uniqueKeys().stream()
                .flatMap(key -> key.columns().stream())
                .anyMatch(this::assigns);
    return mayChangeKey ? primary.removalLockClause() : primary.lockClause();
  }

  /** Returns the new value of a column, where it can be told. */
  Optional<Operand> exactValue(String column) {
    Optional<Column> known = table.column(column);
    return find(column)
        .filter(assignment -> assignment.whole() && known.isPresent())
        .flatMap(assignment -> operands.readExact(assignment.value(), known.get()));
  }

  private Optional<Assignment> find(String column) {
    for (Assignment assignment : assignments) {
      Optional<Column> known = table.column(assignment.column());
      if (known.isPresent() && known.get().name().equals(column)) {
        return Optional.of(assignment);
      }
    }
    return Optional.empty();
  }

  /** Returns all assignments as columns and values; empty where one is an expression. */
  Optional<List<ColumnValue>> values() {
    List<ColumnValue> values = new ArrayList<>();
    for (Assignment assignment : assignments) {
      Optional<Column> column = table.column(assignment.column());
      Optional<Operand> value =
          column
              .filter(known -> assignment.whole())
              .flatMap(known -> operands.read(assignment.value(), known));
      if (!value.isPresent()) {
        return Optional.empty();
      }
      values.add(ColumnValue.of(column.get().name(), value.get()));
    }
    return assignments.isEmpty() ? Optional.empty() : Optional.of(values);
  }
}
