package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a database of one vendor hold the given rows and not hold the given keys; never commits,
 * and rolls back only to savepoints of its own.
 */
public final class RowWriter {
  private final Dialect dialect;

  /** Makes a writer for databases of the vendor. */
  public RowWriter(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Upserts the rows and deletes the keys.
   *
   * @param connection a connection of the vendor, not in autocommit mode; after an exception its
   *     transaction is to be rolled back
   * @param target the table in this database; of its columns, those that the rows don't have are
   *     left to their defaults
   * @param present rows as a {@link RowReader} gave them, all with the same columns
   * @param absent keys with the same columns as the rows' keys
   * @throws SQLException the server's own error, or one that names the table, column and type that
   *     can't hold a value
   */
  public void apply(
      Connection connection, TableDescription target, List<RowImage> present, List<Key> absent)
      throws SQLException {
    if (present.isEmpty() && absent.isEmpty()) {
      return;
    }
    if (connection.getAutoCommit()) {
      throw RowErrors.needsTransaction(target);
    }
    List<String> key = present.isEmpty() ? absent.get(0).columns() : present.get(0).key().columns();
    TableSql sql = new TableSql(dialect, target, key);
    List<Column> columns = present.isEmpty() ? List.of() : writtenColumns(sql, present.get(0));
    List<RowImage> rows = converted(sql, target, columns, present);
    List<Key> keys = new ArrayList<>();
    for (Key each : absent) {
      keys.add(sql.normal(each));
    }
    TableWriter writer = new TableWriter(connection, dialect, sql, columns);
    Attempts attempts = new Attempts(connection, dialect);
    Optional<SQLException> refused =
        attempts.run(
            () -> {
              writer.upsert(rows);
              writer.delete(keys);
            });
    if (refused.isPresent()) {
      new Settling(attempts, writer).settle(rows, keys);
    }
  }

  private static List<Column> writtenColumns(TableSql sql, RowImage row) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (String name : row.columns()) {
      Column column = sql.column(name);
      if (!column.computed()) {
        columns.add(column);
      }
    }
    return columns;
  }

  /** All values are converted before the first row is written. */
  private List<RowImage> converted(
      TableSql sql, TableDescription target, List<Column> columns, List<RowImage> present)
      throws SQLException {
    ValueConverter converter = new ValueConverter(dialect, target.name());
    List<RowImage> rows = new ArrayList<>(present.size());
    for (RowImage row : present) {
      List<Object> values = new ArrayList<>(columns.size());
      for (int i = 0; i < row.columns().size(); i++) {
        Column column = sql.column(row.columns().get(i));
        if (!column.computed()) {
          values.add(converter.convert(row.values().get(i), column));
        }
      }
      rows.add(sql.row(columns, values));
    }
    return rows;
  }
}
