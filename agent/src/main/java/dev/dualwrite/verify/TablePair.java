package dev.dualwrite.verify;

import dev.dualwrite.mapping.Conversion;
import dev.dualwrite.mapping.TableMapping;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of the primary and its counterpart, column by column. */
final class TablePair {
  private final TableHalf primary;
  private final TableHalf secondary;

  private TablePair(TableHalf primary, TableHalf secondary) {
    this.primary = primary;
    this.secondary = secondary;
  }

  /**
   * Matches two tables by their columns' names. A column that both sides compute isn't compared,
   * since it says nothing that the others don't.
   *
   * @throws NotVerifiableException when rows can't be told apart, or a column has no counterpart
   */
  static TablePair of(
      VerifiedDatabase primaryDatabase,
      TableDescription primary,
      VerifiedDatabase secondaryDatabase,
      TableDescription secondary)
      throws NotVerifiableException {
    if (!primary.hasPrimaryKey()) {
      throw new NotVerifiableException(
          "it has no primary key, so that its rows can't be told apart; give it one, or leave it"
              + " out by dualwrite.tables.exclude");
    }
    List<Column> primaryColumns = new ArrayList<>();
    List<Column> secondaryColumns = new ArrayList<>();
    TableMapping mapping = secondary.mapping();
    for (Column column : primary.columns()) {
      if (mapping.leftOut().contains(column.name())) {
        continue;
      }
      Optional<Column> counterpart = secondary.column(column.name());
      if (counterpart.isEmpty()) {
        throw new NotVerifiableException(
            secondaryDatabase + " has no column " + column.name() + " in " + secondary.name());
      }
      if (!column.computed() || !counterpart.get().computed()) {
        primaryColumns.add(column);
        secondaryColumns.add(counterpart.get());
      }
    }
    TableKey key = TableKey.of(primary, primaryColumns, primaryDatabase.dialect());
    secondaryColumns.addAll(MappedHalf.constantColumns(secondary));
    return new TablePair(
        new TableHalf(
            primaryDatabase,
            primary,
            primaryColumns,
            key,
            MappedHalf.ofPrimary(primary, secondary, secondaryDatabase.dialect())),
        new TableHalf(
            secondaryDatabase,
            secondary,
            secondaryColumns,
            key,
            MappedHalf.ofSecondary(primary, secondary)));
  }

  /** Whether equal rows hold equal values in all compared columns. */
  boolean holdsAlike() {
    return !secondary.table().mapping().changesValues();
  }

  TableHalf primary() {
    return primary;
  }

  TableHalf secondary() {
    return secondary;
  }

  /** The name of the column in the primary's spelling, where it has the column. */
  String columnName(int index) {
    return (isConstant(index) ? secondary : primary).columns().get(index).name();
  }

  /** Whether only the secondary has the column, with the same value in all rows. */
  boolean isConstant(int index) {
    return index >= primary.columns().size();
  }

  /** What becomes of the primary's values of a column before they are compared. */
  Optional<Conversion> conversion(int index) {
    return isConstant(index)
        ? Optional.empty()
        : secondary.table().mapping().conversion(columnName(index));
  }

  int columnCount() {
    return secondary.columns().size();
  }
}
