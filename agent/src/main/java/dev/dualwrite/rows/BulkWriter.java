package dev.dualwrite.rows;

import dev.dualwrite.dialect.ArrayValue;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.RowShape;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Upserts many rows of a table by few statements of many rows each; never commits, and rolls back
 * only to savepoints of its own. Where such a statement fails, its rows are written in smaller
 * numbers, until those that the database refuses are found.
 */
public final class BulkWriter {
  /** Beyond this the text of the statement costs more than round trips do. */
  private static final int MOST_ROWS = 500;

  private static final int MOST_ROWS_AT_ONCE = 2_000;

  /** PostgreSQL takes 65,535 parameters, and the older of its drivers half of them. */
  private static final int MOST_PARAMETERS = 30_000;

  /** So few are better written one by one. */
  private static final int FEW_ROWS = 16;

  private final Connection connection;
  private final Dialect dialect;
  private final TableDescription target;
  private final RowWriter rowWriter;
  private final TableSql sql;
  private final TargetColumns targetColumns;
  private final List<Column> columns;
  private final RowShape shape;
  private final Optional<String> arrays;

  /** Whether rows are inserted by batches: until one of them is there already. */
  private boolean batch;

  private final Map<Key, SQLException> refused = new LinkedHashMap<>();

  /** The keys of the target's rows, as the rows came with them. */
  private final Map<RowImage, RowImage> given = new HashMap<>();

  private BulkWriter(
      Connection connection, Dialect dialect, TableDescription target, RowImage anyRow)
      throws SQLException {
    this.connection = connection;
    this.dialect = dialect;
    this.target = target;
    this.rowWriter = new RowWriter(dialect);
    this.sql = new TableSql(dialect, target, anyRow.key().columns());
    this.targetColumns = new TargetColumns(dialect, target, sql, anyRow.columns());
    this.columns = targetColumns.columns();
    this.shape = sql.shape(columns);
    this.arrays =
        dialect
            .rows()
            .upsertOfArrays(shape, columns.stream().map(Column::type).collect(Collectors.toList()));
    this.batch = dialect.rows().sendsBatchesAtOnce();
  }

  /**
   * Upserts rows, but those that the database refuses each for itself.
   *
   * @param connection a connection of the vendor, not in autocommit mode
   * @param target the table in this database; of its columns, those that the rows don't have are
   *     left to their defaults
   * @param rows rows of different keys, all with the same columns
   * @throws SQLException for a reason that isn't one row's; then the transaction is to be rolled
   *     back
   */
  public static Applied write(
      Connection connection, Dialect dialect, TableDescription target, List<RowImage> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return new Applied(Set.of(), Map.of());
    }
    BulkWriter writer = new BulkWriter(connection, dialect, target, rows.get(0));
    try (RowSession exact = RowSession.on(connection, dialect)) {
      writer.writeAll(writer.converted(rows));
    }
    return new Applied(Set.of(), writer.refused);
  }

  private List<RowImage> converted(List<RowImage> rows) throws SQLException {
    List<RowImage> converted = new ArrayList<>(rows.size());
    for (RowImage row : rows) {
      try {
        converted.add(converted(row));
      } catch (SQLException refusal) {
        refused.put(row.key(), refusal);
      }
    }
    return converted;
  }

  private RowImage converted(RowImage row) throws SQLException {
    RowImage converted = targetColumns.converted(row);
    given.put(converted, row);
    return converted;
  }

  private void writeAll(List<RowImage> rows) throws SQLException {
    int most =
        arrays.isPresent() || batch
            ? MOST_ROWS_AT_ONCE
            : Math.max(1, Math.min(MOST_ROWS, MOST_PARAMETERS / columns.size()));
    for (int from = 0; from < rows.size(); from += most) {
      write(rows.subList(from, Math.min(from + most, rows.size())));
    }
  }

  private void write(List<RowImage> rows) throws SQLException {
    Savepoint savepoint = connection.setSavepoint();
    try {
      insert(rows);
      connection.releaseSavepoint(savepoint);
    } catch (SQLException failure) {
      if (!mayBeOneRows(failure)) {
        throw failure;
      }
      connection.rollback(savepoint);
      if (batch) {
        batch = false;
        writeAll(rows);
      } else if (rows.size() <= FEW_ROWS || meetsExistingRows(failure)) {
        oneByOne(rows);
      } else {
        write(rows.subList(0, rows.size() / 2));
        write(rows.subList(rows.size() / 2, rows.size()));
      }
    }
  }

  private void insert(List<RowImage> rows) throws SQLException {
    if (arrays.isPresent()) {
      insertArrays(arrays.get(), rows);
      return;
    }
    if (batch) {
      Batch.run(
          connection,
          dialect.rows().insert(shape),
          rows,
          rows.size(),
          (statement, row) -> bind(statement, 1, row));
      return;
    }
    String text =
        dialect
            .rows()
            .upsert(shape, rows.size())
            .orElseGet(() -> dialect.rows().insert(shape, rows.size()));
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      int parameter = 1;
      for (RowImage row : rows) {
        bind(statement, parameter, row);
        parameter += columns.size();
      }
      statement.executeUpdate();
    }
  }

  /** Binds a row from the given parameter on. */
  private void bind(PreparedStatement statement, int first, RowImage row) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      sql.bind(statement, first + i, columns.get(i), row.values().get(i));
    }
  }

  private void insertArrays(String text, List<RowImage> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (int i = 0; i < columns.size(); i++) {
        List<Object> values = new ArrayList<>(rows.size());
        for (RowImage row : rows) {
          values.add(row.values().get(i));
        }
        sql.bind(statement, i + 1, columns.get(i), ArrayValue.of(values));
      }
      statement.executeUpdate();
    }
  }

  /** What a database says of itself as a whole would come again with fewer rows. */
  private boolean mayBeOneRows(SQLException failure) {
    return !dialect.endsTransaction(failure)
        && !dialect.errors().isConnectionFailure(failure)
        && !dialect.errors().isUnknownTableOrColumn(failure)
        && !dialect.errors().isReadOnly(failure)
        && !dialect.errors().isExhausted(failure)
        && !dialect.errors().isCanceled(failure);
  }

  /** Where no statement inserts or updates, many of the rows may be there already. */
  private boolean meetsExistingRows(SQLException failure) {
    return dialect.rows().upsert(shape).isEmpty() && dialect.errors().isDuplicateKey(failure);
  }

  private void oneByOne(List<RowImage> rows) throws SQLException {
    List<RowImage> asGiven = new ArrayList<>();
    rows.forEach(row -> asGiven.add(given.get(row)));
    Savepoint savepoint = connection.setSavepoint();
    try {
      refused.putAll(rowWriter.applyEach(connection, target, asGiven, List.of()).refused());
      connection.releaseSavepoint(savepoint);
    } catch (SQLException failure) {
      if (!mayBeOneRows(failure)) {
        throw failure;
      }
      connection.rollback(savepoint);
      if (rows.size() == 1) {
        refused.put(asGiven.get(0).key(), failure);
      } else {
        for (RowImage row : rows) {
          oneByOne(List.of(row));
        }
      }
    }
  }
}
