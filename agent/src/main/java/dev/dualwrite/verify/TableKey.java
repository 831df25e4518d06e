package dev.dualwrite.verify;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.ValueConverter;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The primary's key of a table, in whose terms the rows of both sides are named. */
final class TableKey {
  private final TableName table;
  private final List<String> names;
  private final List<Column> columns;
  private final List<Integer> indexes;
  private final ValueConverter converter;

  private TableKey(
      TableName table, List<Column> columns, List<Integer> indexes, ValueConverter converter) {
    this.table = table;
    this.columns = columns;
    this.names = columns.stream().map(Column::name).collect(Collectors.toUnmodifiableList());
    this.indexes = indexes;
    this.converter = converter;
  }

  static TableKey of(TableDescription table, List<Column> compared, Dialect dialect)
      throws NotVerifiableException {
    List<Column> columns = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (String name : table.primaryKey()) {
      Column column = table.column(name).orElseThrow(IllegalStateException::new);
      if (!compared.contains(column)) {
        throw new NotVerifiableException("its key column " + name + " is computed");
      }
      columns.add(column);
      indexes.add(compared.indexOf(column));
    }
    return new TableKey(table.name(), columns, indexes, new ValueConverter(dialect, table.name()));
  }

  /** The key's columns as positions among the compared ones. */
  List<Integer> indexes() {
    return indexes;
  }

  List<String> names() {
    return names;
  }

  /** Returns the key of the values of the key columns of either side, mapped to the primary's. */
  Key ofKeyValues(List<Object> keyValues) throws SQLException {
    List<Object> values = new ArrayList<>(keyValues.size());
    for (int i = 0; i < keyValues.size(); i++) {
      values.add(converter.convert(keyValues.get(i), columns.get(i)));
    }
    return Key.of(table, names, values);
  }
}
