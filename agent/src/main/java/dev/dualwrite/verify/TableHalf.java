package dev.dualwrite.verify;

import dev.dualwrite.dialect.ColumnType;
import dev.dualwrite.dialect.ColumnTypes;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.KeyColumns;
import dev.dualwrite.rows.RowImage;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** One side's table of a pair: the SQL for its rows, and the way of their values out of it. */
final class TableHalf {
  /**
   * In ORDER BY a bare name would be the selected text of a column, not the column (PostgreSQL).
   */
  private static final String ALIAS = " x";

  private final VerifiedDatabase database;
  private final TableDescription table;
  private final List<Column> columns;
  private final TableKey key;
  private final MappedHalf mapped;
  private final ColumnTypes types;
  private final KeyColumns keyColumns;

  TableHalf(
      VerifiedDatabase database,
      TableDescription table,
      List<Column> columns,
      TableKey key,
      MappedHalf mapped) {
    this.database = database;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.key = key;
    this.mapped = mapped;
    this.types = database.dialect().types();
    this.keyColumns =
        new KeyColumns(
            database.dialect(),
            table.name(),
            key.indexes().stream().map(this.columns::get).collect(Collectors.toList()));
  }

  VerifiedDatabase database() {
    return database;
  }

  Dialect dialect() {
    return database.dialect();
  }

  TableDescription table() {
    return table;
  }

  /**
   * The compared columns; those of the other half have the same positions. The secondary's may go
   * on with some that only it has.
   */
  List<Column> columns() {
    return columns;
  }

  TableKey key() {
    return key;
  }

  /** The key's columns as this side has them. */
  KeyColumns keyColumns() {
    return keyColumns;
  }

  String quotedTable() {
    TableName name = table.name();
    return dialect().qualify(name.catalog().orElse(null), name.schema().orElse(null), name.name());
  }

  String quoted(int column) {
    return dialect().quote(columns.get(column).name());
  }

  ColumnType type(int column) {
    return columns.get(column).type();
  }

  List<ColumnType> columnTypes() {
    return columns.stream().map(Column::type).collect(Collectors.toList());
  }

  /** The columns of a key with what the function makes of each. */
  String perKeyColumn(IntFunction<String> text) {
    return key.indexes().stream().map(text::apply).collect(Collectors.joining(", "));
  }

  String selectRows() {
    List<String> expressions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      expressions.add(readExpression(i));
    }
    return "SELECT " + String.join(", ", expressions) + " FROM " + quotedTable() + ALIAS;
  }

  String selectKeys() {
    return "SELECT " + perKeyColumn(this::readExpression) + " FROM " + quotedTable() + ALIAS;
  }

  private String readExpression(int column) {
    return types.readExpression(type(column), quoted(column));
  }

  /** The order that both vendors have in common, see {@link KeyComparator}. */
  String commonOrder() {
    return " ORDER BY "
        + perKeyColumn(column -> types.orderExpression(type(column), qualified(column)));
  }

  /** The order of this table's own key, in which its index is. */
  String ownOrder() {
    return " ORDER BY " + perKeyColumn(this::qualified);
  }

  private String qualified(int column) {
    return "x." + quoted(column);
  }

  /** Reads a row that was selected by {@link #selectRows}. */
  Row read(ResultSet row) throws SQLException {
    List<Object> values = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      values.add(unpadded(types.read(row, i + 1, type(i)), columns.get(i)));
    }
    return row(values);
  }

  /** Reads a key that was selected by {@link #selectKeys}. */
  Key readKey(ResultSet row) throws SQLException {
    List<Object> values = new ArrayList<>();
    for (int index : key.indexes()) {
      Object value = types.read(row, values.size() + 1, type(index));
      values.add(mapped.toPrimary(values.size(), unpadded(value, columns.get(index))));
    }
    return key.ofKeyValues(values);
  }

  Row row(RowImage image) throws SQLException {
    List<Object> values = new ArrayList<>(columns.size());
    for (Column column : columns) {
      Object value = image.values().get(image.columns().indexOf(column.name()));
      values.add(unpadded(value, column));
    }
    return row(values);
  }

  private Row row(List<Object> values) throws SQLException {
    List<Object> keyValues = new ArrayList<>();
    for (int index : key.indexes()) {
      keyValues.add(mapped.toPrimary(keyValues.size(), values.get(index)));
    }
    values.addAll(mapped.constants());
    return new Row(key.ofKeyValues(keyValues), values);
  }

  /** The blanks at the end of a CHAR are there for some vendors, and for some not. */
  private static Object unpadded(Object value, Column column) {
    if (!(value instanceof String) || column.jdbcType() != Types.CHAR) {
      return value;
    }
    return Padding.without((String) value);
  }

  @Override
  public String toString() {
    return database + "'s " + table.name();
  }
}
