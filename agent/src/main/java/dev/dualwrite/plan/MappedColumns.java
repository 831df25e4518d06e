package dev.dualwrite.plan;

import dev.dualwrite.mapping.TableMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a change of a mapped table can be said with other names alone. */
final class MappedColumns {
  private MappedColumns() {}

  /**
   * Returns why the rows have to be copied; empty where other names do.
   *
   * @param change null where the statement isn't simple
   */
  static Optional<String> needRows(TableMapping mapping, RowChange change) {
    if (change == null) {
      return mapping.changesValues() || !mapping.leftOut().isEmpty()
          ? Optional.of("not simple enough to be said with other columns")
          : Optional.empty();
    }
    if (change.kind() == StatementKind.INSERT && mapping.changesValues()) {
      return Optional.of("a row that is inserted has a value there that isn't in the statement");
    }
    for (String column : columns(change)) {
      if (mapping.leftOut().contains(column)) {
        return Optional.of(column + " isn't there");
      }
      if (mapping.conversion(column).isPresent()) {
        return Optional.of(column + " goes by " + mapping.conversion(column).get().label());
      }
    }
    return Optional.empty();
  }

  private static List<String> columns(RowChange change) {
    List<String> columns = new ArrayList<>(change.columns());
    change.assignments().forEach(each -> columns.add(each.column()));
    change.conditions().forEach(each -> columns.add(each.column()));
    return columns;
  }
}
