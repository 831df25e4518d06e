package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.RowShape;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes rows, whose values already have the columns' forms, to one table. */
final class TableWriter {
  private final Connection connection;
  private final Dialect dialect;
  private final TableSql sql;
  private final List<Column> columns;
  private final RowShape shape;

  /** Makes a writer of rows that have the given columns of the table. */
  TableWriter(Connection connection, Dialect dialect, TableSql sql, List<Column> columns) {
    this.connection = connection;
    this.dialect = dialect;
    this.sql = sql;
    this.columns = columns;
    this.shape = sql.shape(columns);
  }

  void upsert(List<RowImage> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (RowSession exact = RowSession.on(connection, dialect)) {
      Optional<String> upsert = dialect.rows().upsert(shape);
      if (upsert.isPresent()) {
        Batch.run(connection, upsert.get(), rows, this::bindAll);
      } else {
        updateOrInsert(rows);
      }
    }
  }

  private void updateOrInsert(List<RowImage> rows) throws SQLException {
    Set<Key> existing = existing(rows);
    List<RowImage> updates = new ArrayList<>();
    List<RowImage> inserts = new ArrayList<>();
    rows.forEach(row -> (existing.contains(row.key()) ? updates : inserts).add(row));
    if (!updates.isEmpty() && !shape.assignable().isEmpty()) {
      Batch.run(connection, update(updates.get(0).key()), updates, this::bindUpdate);
    }
    Batch.run(connection, dialect.rows().insert(shape), inserts, this::bindAll);
  }

  /**
   * Asks instead of trusting update counts, which MySQL's drivers can be told to give for changed
   * rows only.
   */
  private Set<Key> existing(List<RowImage> rows) throws SQLException {
    KeyQuery query = new KeyQuery(connection, sql, dialect.lockClause());
    return query.existing(rows.stream().map(RowImage::key).collect(Collectors.toList())).keySet();
  }

  private String update(Key anyKey) {
    List<String> assignments = new ArrayList<>();
    for (String name : shape.assignable()) {
      String parameter = shape.parameters().get(shape.columns().indexOf(name));
      assignments.add(dialect.quote(name) + " = " + parameter);
    }
    return "UPDATE "
        + sql.quotedTable()
        + " SET "
        + String.join(", ", assignments)
        + sql.where(List.of(anyKey));
  }

  private void delete(List<Key> keys) throws SQLException {
    for (Map.Entry<String, List<Key>> each : sql.deletes(keys).entrySet()) {
      Batch.run(
          connection,
          each.getKey(),
          each.getValue(),
          (statement, key) -> sql.bindKey(statement, 1, key));
    }
  }

  void replace(List<RowImage> rows) throws SQLException {
    delete(rows.stream().map(RowImage::key).collect(Collectors.toList()));
    try (RowSession exact = RowSession.on(connection, dialect)) {
      Batch.run(connection, dialect.rows().insert(shape), rows, this::bindAll);
    }
  }

  /** Tells whether a foreign key acts on other rows when a row of the table is deleted. */
  boolean deletingTakesOthersAlong() throws SQLException {
    TableName table = sql.tableName();
    try (ResultSet keys =
        connection
            .getMetaData()
            .getExportedKeys(
                table.catalog().orElse(null), table.schema().orElse(null), table.name())) {
      while (keys.next()) {
        if (ReferringRows.actsOnDelete(keys.getInt("DELETE_RULE"))) {
          return true;
        }
      }
      return false;
    }
  }

  private void bindAll(PreparedStatement statement, RowImage row) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      sql.bind(statement, i + 1, columns.get(i), row.values().get(i));
    }
  }

  private void bindUpdate(PreparedStatement statement, RowImage row) throws SQLException {
    int index = 1;
    for (String name : shape.assignable()) {
      int column = shape.columns().indexOf(name);
      sql.bind(statement, index, columns.get(column), row.values().get(column));
      index++;
    }
    sql.bindKey(statement, index, row.key());
  }
}
