package dev.dualwrite.rows;

import dev.dualwrite.dialect.ColumnTypes;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.RowShape;
import dev.dualwrite.mapping.Conversion;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds rows of one table by the columns of its key: the SQL, and the values' way into and out of
 * it.
 */
final class TableSql {
  private final Dialect dialect;
  private final ColumnTypes types;
  private final TableDescription table;
  private final ValueConverter converter;
  private final List<Column> keyColumns = new ArrayList<>();
  private final List<String> keyNames = new ArrayList<>();

  /** Of the rows that were made last; all rows of one reading have the same columns. */
  private List<Column> layoutColumns;

  private List<String> layoutNames;
  private int[] layoutKey;

  TableSql(Dialect dialect, TableDescription table, List<String> key) throws SQLException {
    this.dialect = dialect;
    this.types = dialect.types();
    this.table = table;
    this.converter = new ValueConverter(dialect, table.name());
    for (String name : key) {
      Column column = column(name);
      keyColumns.add(column);
      keyNames.add(column.name());
    }
  }

  /** Returns the column for the one that rows and keys call so. */
  Column column(String name) throws SQLException {
    return table.column(name).orElseThrow(() -> RowErrors.missingColumn(table, name));
  }

  List<Column> keyColumns() {
    return keyColumns;
  }

  TableName tableName() {
    return table.name();
  }

  /** Returns what a statement that writes rows with the given columns needs to know. */
  RowShape shape(List<Column> columns) {
    List<String> names = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    Set<String> alwaysIdentity = new HashSet<>();
    for (Column column : columns) {
      names.add(column.name());
      parameters.add(types.parameter(column.type()));
      if (column.identityAlways()) {
        alwaysIdentity.add(column.name());
      }
    }
    return new RowShape(quotedTable(), names, parameters, keyNames, keyRole(), alwaysIdentity);
  }

  /**
   * The other uniqueness may be the key's own: PostgreSQL has no ON CONFLICT for a deferrable key.
   */
  private RowShape.KeyRole keyRole() {
    Set<String> key = new HashSet<>(keyNames);
    boolean unique =
        table.uniqueKeys().stream().anyMatch(each -> key.equals(new HashSet<>(each.columns())));
    if (!unique || table.hasOtherUniqueness()) {
      return RowShape.KeyRole.UNCERTAIN;
    }
    return table.uniqueKeys().size() == 1
        ? RowShape.KeyRole.ONLY_UNIQUE_KEY
        : RowShape.KeyRole.ONE_OF_SEVERAL;
  }

  String quotedTable() {
    TableName name = table.name();
    return dialect.qualify(name.catalog().orElse(null), name.schema().orElse(null), name.name());
  }

  String select(List<Column> columns, List<Key> keys, String lockClause) {
    return columns.stream()
            .map(column -> types.readExpression(column.type(), dialect.quote(column.name())))
            .collect(Collectors.joining(", ", "SELECT ", " FROM "))
        + quotedTable()
        + where(keys)
        + lockClause;
  }

  /** Equality in ANDs and ORs, since not every vendor compares rows of values. */
  String where(List<Key> keys) {
    return keys.stream().map(this::equalTo).collect(Collectors.joining(" OR ", " WHERE ", ""));
  }

  private String equalTo(Key key) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < keyColumns.size(); i++) {
      Column column = keyColumns.get(i);
      String placeholder =
          isDriversOwn(key.values().get(i)) ? "?" : types.keyParameter(column.type());
      conditions.add(dialect.quote(column.name()) + " = " + placeholder);
    }
    return '(' + String.join(" AND ", conditions) + ')';
  }

  /** Returns the statements that delete rows by key, each with those keys that it is for. */
  Map<String, List<Key>> deletes(List<Key> keys) {
    Map<String, List<Key>> deletes = new LinkedHashMap<>();
    for (Key key : keys) {
      String delete = "DELETE FROM " + quotedTable() + where(List.of(key));
      deletes.computeIfAbsent(delete, absent -> new ArrayList<>()).add(key);
    }
    return deletes;
  }

  void bindKeys(PreparedStatement statement, List<Key> keys) throws SQLException {
    int index = 1;
    for (Key key : keys) {
      index = bindKey(statement, index, key);
    }
  }

  /** Binds a key from the given parameter on and returns the next free one. */
  int bindKey(PreparedStatement statement, int first, Key key) throws SQLException {
    int index = first;
    for (Object value : key.values()) {
      if (isDriversOwn(value)) {
        statement.setObject(index, value);
      } else {
        bind(statement, index, keyColumns.get(index - first), value);
      }
      index++;
    }
    return index;
  }

  void bind(PreparedStatement statement, int index, Column column, Object value)
      throws SQLException {
    types.bind(statement, index, column.type(), value);
  }

  List<Object> read(ResultSet row, List<Column> columns) throws SQLException {
    List<Object> values = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      values.add(types.read(row, i + 1, columns.get(i).type()));
    }
    return values;
  }

  Key key(List<?> values) {
    return Key.of(table.name(), keyNames, values);
  }

  RowImage row(List<Column> columns, List<Object> values) {
    if (columns != layoutColumns) {
      layoutColumns = columns;
      layoutNames = columns.stream().map(Column::name).collect(Collectors.toUnmodifiableList());
      layoutKey = keyNames.stream().mapToInt(layoutNames::indexOf).toArray();
    }
    List<Object> keyValues = new ArrayList<>(layoutKey.length);
    for (int index : layoutKey) {
      keyValues.add(values.get(index));
    }
    return RowImage.of(key(keyValues), layoutNames, values);
  }

  /**
   * Returns the key with its values in the forms of the key's columns. What can't be converted is
   * left to the server, which may read a text that isn't written as we expect.
   */
  Key normal(Key key) {
    List<Object> values = new ArrayList<>();
    for (Column column : keyColumns) {
      int index = values.size();
      Object value = converted(key.columns().get(index), key.values().get(index));
      values.add(value == null || isDriversOwn(value) ? value : normal(column, value));
    }
    return key(values);
  }

  private Object converted(String name, Object value) {
    try {
      return mapped(name, value);
    } catch (SQLException unfit) {
      return value;
    }
  }

  /** Returns what this table holds for a value of the other database's column. */
  Object mapped(String name, Object value) throws SQLException {
    Optional<Conversion> conversion = table.mapping().conversion(name);
    try {
      return conversion.isPresent() ? conversion.get().apply(value) : value;
    } catch (IllegalArgumentException unfit) {
      throw RowErrors.notConverted(table, name, conversion.get());
    }
  }

  private Object normal(Column column, Object value) {
    Optional<?> converted = converter.tryConvert(value, column);
    return converted.isPresent() ? converted.get() : value;
  }

  /**
   * Which instant or local time a java.util.Date is, depends on zones that only the driver was
   * told.
   */
  private static boolean isDriversOwn(Object value) {
    return value instanceof java.util.Date || value instanceof Calendar;
  }
}
