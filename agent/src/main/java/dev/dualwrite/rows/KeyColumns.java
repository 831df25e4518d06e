package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns of one database's table that a key's values are compared with. */
public final class KeyColumns {
  private final Dialect dialect;
  private final List<Column> columns;
  private final ValueConverter converter;

  /** Creates the columns of a table, in key order. */
  public KeyColumns(Dialect dialect, TableName table, List<Column> columns) {
    this.dialect = dialect;
    this.columns = List.copyOf(columns);
    this.converter = new ValueConverter(dialect, table);
  }

  int size() {
    return columns.size();
  }

  boolean comparesRows() {
    return dialect.scans().comparesRows();
  }

  /** The quoted name of one of them. */
  String name(int position) {
    return dialect.quote(columns.get(position).name());
  }

  String names() {
    return each(this::name);
  }

  String parameter(int position) {
    return dialect.types().keyParameter(columns.get(position).type());
  }

  String parameters() {
    return each(this::parameter);
  }

  private String each(IntFunction<String> text) {
    return IntStream.range(0, size()).mapToObj(text).collect(Collectors.joining(", "));
  }

  /** Binds one value of a key, which may be given in the other database's terms. */
  void bind(PreparedStatement statement, int parameter, int position, Key key) throws SQLException {
    Column column = columns.get(position);
    Object value = converter.convert(key.values().get(position), column);
    dialect.types().bind(statement, parameter, column.type(), value);
  }
}
