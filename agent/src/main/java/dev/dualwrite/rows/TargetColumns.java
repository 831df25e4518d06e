package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mapping.TableMapping;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The columns of a table to which rows of the other database are written, and the values that go
 * there: as the mapping says, in the columns' own forms.
 */
final class TargetColumns {
  private final TableSql sql;
  private final TableMapping mapping;
  private final ValueConverter converter;
  private final List<Column> columns = new ArrayList<>();

  /** Where the row has the values of the first columns. */
  private final List<Integer> positions = new ArrayList<>();

  /** The values of the last columns, which the rows don't have. */
  private final List<Object> constants = new ArrayList<>();

  /**
   * Finds the columns.
   *
   * @param names the columns that the rows have; where there are none, there is nothing to write
   */
  TargetColumns(Dialect dialect, TableDescription target, TableSql sql, List<String> names)
      throws SQLException {
    this.sql = sql;
    this.mapping = target.mapping();
    this.converter = new ValueConverter(dialect, target.name());
    for (int i = 0; i < names.size(); i++) {
      if (isWritten(names.get(i))) {
        columns.add(sql.column(names.get(i)));
        positions.add(i);
      }
    }
    if (!names.isEmpty()) {
      addConstants(target);
    }
  }

  private boolean isWritten(String name) throws SQLException {
    return !mapping.leftOut().contains(name) && !sql.column(name).computed();
  }

  private void addConstants(TableDescription target) throws SQLException {
    for (Map.Entry<String, String> each : mapping.constants().entrySet()) {
      String name = each.getKey();
      Column column =
          target.ownColumn(name).orElseThrow(() -> RowErrors.missingColumn(target, name));
      columns.add(column);
      constants.add(converter.convert(each.getValue(), column));
    }
  }

  List<Column> columns() {
    return columns;
  }

  /**
   * Returns the row as it is to be written.
   *
   * @throws SQLException when a column can't hold its value
   */
  RowImage converted(RowImage row) throws SQLException {
    List<Object> values = new ArrayList<>(columns.size());
    for (int i = 0; i < positions.size(); i++) {
      int position = positions.get(i);
      Object value = sql.mapped(row.columns().get(position), row.values().get(position));
      values.add(converter.convert(value, columns.get(i)));
    }
    values.addAll(constants);
    return sql.row(columns, values);
  }
}
