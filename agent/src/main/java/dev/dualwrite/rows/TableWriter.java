package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.RowShape;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.UniqueKey;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes rows, whose values already have the columns' forms, to one table in batches. */
final class TableWriter {

  /** Binds all parameters for one row or key. */
  private interface Binder<T> {
    void bind(PreparedStatement statement, T item) throws SQLException;
  }

  private static final int BATCH = 200;

  private final Connection connection;
  private final Dialect dialect;
  private final TableDescription table;
  private final TableSql sql;
  private final List<Column> columns;
  private final RowShape shape;

  TableWriter(
      Connection connection,
      Dialect dialect,
      TableDescription table,
      TableSql sql,
      List<Column> columns) {
    this.connection = connection;
    this.dialect = dialect;
    this.table = table;
    this.sql = sql;
    this.columns = columns;
    this.shape =
        new RowShape(
            sql.quotedTable(),
            columns.stream().map(Column::name).collect(Collectors.toList()),
            columns.stream()
                .map(column -> dialect.types().parameter(TableSql.typeOf(column)))
                .collect(Collectors.toList()),
            sql.keyNames(),
            keyRole(),
            columns.stream()
                .filter(Column::identityAlways)
                .map(Column::name)
                .collect(Collectors.toSet()));
  }

  private RowShape.KeyRole keyRole() {
    Set<String> key = new HashSet<>(sql.keyNames());
    boolean unique = false;
    for (UniqueKey each : table.uniqueKeys()) {
      unique |= key.equals(new HashSet<>(each.columns()));
    }
    if (!unique) {
      return RowShape.KeyRole.NOT_UNIQUE;
    }
    return table.uniqueKeys().size() == 1 && !table.hasOtherUniqueness()
        ? RowShape.KeyRole.ONLY_UNIQUE_KEY
        : RowShape.KeyRole.ONE_OF_SEVERAL;
  }

  void upsert(List<RowImage> rows) throws SQLException {
    Optional<String> upsert = rows.isEmpty() ? Optional.empty() : dialect.upsert(shape);
    if (upsert.isPresent()) {
      batch(upsert.get(), rows, this::bindAll);
    } else if (!rows.isEmpty()) {
      updateOrInsert(rows);
    }
  }

  private void updateOrInsert(List<RowImage> rows) throws SQLException {
    List<Key> keys = rows.stream().map(RowImage::key).collect(Collectors.toList());
    Set<Key> existing = existing(keys);
    List<RowImage> updates = new ArrayList<>();
    List<RowImage> inserts = new ArrayList<>();
    rows.forEach(row -> (existing.contains(row.key()) ? updates : inserts).add(row));
    if (!updates.isEmpty() && !shape.assignable().isEmpty()) {
      batch(update() + sql.where(List.of(updates.get(0).key())), updates, this::bindUpdate);
    }
    batch(dialect.insert(shape), inserts, this::bindAll);
  }

  private Set<Key> existing(List<Key> keys) throws SQLException {
    KeyQuery query = new KeyQuery(connection, sql, dialect.lockClause());
    Set<Key> existing = new HashSet<>();
    for (int from = 0; from < keys.size(); from += BATCH) {
      existing.addAll(
          query.existing(keys.subList(from, Math.min(from + BATCH, keys.size()))).keySet());
    }
    return existing;
  }

  private String update() {
    List<String> assignments = new ArrayList<>();
    for (String name : shape.assignable()) {
      assignments.add(
          dialect.quote(name) + " = " + shape.parameters().get(shape.columns().indexOf(name)));
    }
    return "UPDATE " + shape.table() + " SET " + String.join(", ", assignments);
  }

  void delete(List<Key> keys) throws SQLException {
    Map<String, List<Key>> bySql = new LinkedHashMap<>();
    for (Key key : keys) {
      String delete = "DELETE FROM " + shape.table() + sql.where(List.of(key));
      bySql.computeIfAbsent(delete, absent -> new ArrayList<>()).add(key);
    }
    for (Map.Entry<String, List<Key>> each : bySql.entrySet()) {
      batch(each.getKey(), each.getValue(), (statement, key) -> sql.bindKey(statement, 1, key));
    }
  }

  void replace(List<RowImage> rows) throws SQLException {
    delete(rows.stream().map(RowImage::key).collect(Collectors.toList()));
    batch(dialect.insert(shape), rows, this::bindAll);
  }

  /**
   * Tells whether a foreign key of another table, or of this one, acts when a row of this one is
   * deleted.
   */
  boolean deletingTakesOthersAlong() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    try (ResultSet keys =
        metaData.getExportedKeys(
            table.name().catalog().orElse(null),
            table.name().schema().orElse(null),
            table.name().name())) {
      while (keys.next()) {
        int rule = keys.getInt("DELETE_RULE");
        if (rule != DatabaseMetaData.importedKeyNoAction
            && rule != DatabaseMetaData.importedKeyRestrict) {
          return true;
        }
      }
      return false;
    }
  }

  private void bindAll(PreparedStatement statement, RowImage row) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      bind(statement, i + 1, columns.get(i), row.values().get(i));
    }
  }

  private void bindUpdate(PreparedStatement statement, RowImage row) throws SQLException {
    int index = 1;
    for (String name : shape.assignable()) {
      int column = shape.columns().indexOf(name);
      bind(statement, index, columns.get(column), row.values().get(column));
      index++;
    }
    sql.bindKey(statement, index, row.key());
  }

  private void bind(PreparedStatement statement, int index, Column column, Object value)
      throws SQLException {
    dialect.types().bind(statement, index, TableSql.typeOf(column), value);
  }

  private <T> void batch(String text, List<T> items, Binder<T> binder) throws SQLException {
    if (items.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      int waiting = 0;
      for (T item : items) {
        binder.bind(statement, item);
        statement.addBatch();
        waiting++;
        if (waiting == BATCH) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
    } catch (BatchUpdateException failure) {
      throw RowErrors.ofBatch(failure);
    }
  }
}
