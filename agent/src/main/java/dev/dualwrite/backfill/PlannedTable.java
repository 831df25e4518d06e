package dev.dualwrite.backfill;

import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table that is to be copied, and what stands against it. */
public final class PlannedTable {
  private final TableName name;
  private final TableDescription primary;
  private final TableDescription secondary;
  private final List<String> problems;
  private final List<String> later = new ArrayList<>();
  private long estimatedRows;

  PlannedTable(
      TableName name, TableDescription primary, TableDescription secondary, List<String> problems) {
    this.name = name;
    this.primary = primary;
    this.secondary = secondary;
    this.problems = new ArrayList<>(problems);
  }

  /** Returns the name on the primary. */
  public TableName name() {
    return name;
  }

  /** Returns the name on the secondary; empty where there is no such table. */
  public Optional<TableName> secondaryName() {
    return Optional.ofNullable(secondary).map(TableDescription::name);
  }

  /** Returns about how many rows it has; 0 where that isn't known. */
  public long estimatedRows() {
    return estimatedRows;
  }

  /** Returns why it can't be copied, for people; empty where it can. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Returns the columns that are NULL at first and get their values in a second pass, since they
   * refer to rows that aren't there yet.
   */
  public List<String> later() {
    return List.copyOf(later);
  }

  TableDescription primary() {
    return primary;
  }

  TableDescription secondary() {
    return secondary;
  }

  boolean copyable() {
    return problems.isEmpty();
  }

  /** The primary's columns that have a place on the secondary. */
  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (Column column : primary.columns()) {
      Optional<Column> counterpart = secondary.column(column.name());
      if (counterpart.isPresent() && (!counterpart.get().computed() || isKey(column))) {
        columns.add(column);
      }
    }
    return columns;
  }

  private boolean isKey(Column column) {
    return primary.primaryKey().contains(column.name());
  }

  void problem(String problem) {
    problems.add(problem);
  }

  void fillLater(List<String> columns) {
    columns.stream().filter(column -> !later.contains(column)).forEach(later::add);
  }

  void estimatedRows(long rows) {
    estimatedRows = rows;
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
