package dev.dualwrite.verify;

import dev.dualwrite.schema.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * All rows of one side's table in the order of their keys, read ahead on a thread of its own by a
 * few batches, so that it takes the same memory whatever the table's size.
 */
final class RowStream implements AutoCloseable {
  private static final int BATCH_ROWS = 250;
  private static final int BATCHES_AHEAD = 4;

  /** Rows that may be large are fetched and kept in smaller numbers. */
  private static final int LARGE_BATCH_ROWS = 20;

  private static final long LARGE = 10_000;
  private static final long WAIT_MILLIS = 100;

  private final TableHalf table;
  private final Comparator<Row> order;
  private final int batchRows;
  private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES_AHEAD);
  private volatile boolean closed;

  /** What follows is the consumer's. */
  private Batch batch = new Batch(List.of(), false, null);

  private int next;
  private long rows;
  private Row last;

  private RowStream(TableHalf table, Comparator<Row> order) {
    this.table = table;
    this.order = order;
    this.batchRows = batchRows(table);
  }

  /** Starts to read. */
  static RowStream of(TableHalf table, KeyComparator order, Executor threads) {
    RowStream stream = new RowStream(table, Comparator.comparing(Row::key, order));
    threads.execute(stream::read);
    return stream;
  }

  private static int batchRows(TableHalf table) {
    boolean large =
        table.columns().stream().mapToLong(Column::size).anyMatch(size -> size >= LARGE);
    return large ? LARGE_BATCH_ROWS : BATCH_ROWS;
  }

  /** Some rows; the last ones, if the table ends with them or reading them failed. */
  private static final class Batch {
    private final List<Row> rows;
    private final boolean last;
    private final Throwable failure;

    private Batch(List<Row> rows, boolean last, Throwable failure) {
      this.rows = rows;
      this.last = last;
      this.failure = failure;
    }
  }

  private void read() {
    try {
      readAll();
      put(new Batch(List.of(), true, null));
    } catch (Throwable failure) {
      // Whatever it is, such as rows that don't fit into the heap: the consumer must not wait on.
      put(new Batch(List.of(), true, failure));
    }
  }

  private void readAll() throws SQLException {
    try (Connection connection = table.database().open();
        PreparedStatement statement =
            connection.prepareStatement(
                table.selectRows() + table.commonOrder(),
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(table.dialect().scans().fetchSize(4 * batchRows));
      try (ResultSet result = statement.executeQuery()) {
        List<Row> some = new ArrayList<>(batchRows);
        while (!closed && result.next()) {
          some.add(table.read(result));
          if (some.size() == batchRows) {
            put(new Batch(some, false, null));
            some = new ArrayList<>(batchRows);
          }
        }
        put(new Batch(some, false, null));
        cancelIfClosed(statement);
      }
      connection.rollback();
    }
  }

  /** Else a driver that streams would read the rest of the table before it closes. */
  private void cancelIfClosed(Statement statement) throws SQLException {
    if (closed) {
      statement.cancel();
    }
  }

  private void put(Batch some) {
    try {
      boolean taken = false;
      while (!taken && !closed) {
        taken = batches.offer(some, WAIT_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  /**
   * Returns the next row, or null at the table's end.
   *
   * @throws SQLException when the table can't be read
   * @throws NotVerifiableException when the rows don't come in the common order
   */
  Row next() throws SQLException, NotVerifiableException {
    while (next == batch.rows.size()) {
      if (batch.last) {
        return null;
      }
      batch = take();
      next = 0;
    }
    Row row = batch.rows.get(next++);
    if (last != null && order.compare(last, row) >= 0) {
      throw new NotVerifiableException(
          table
              + " doesn't give its rows in the order that both databases have in common, after "
              + rows
              + " rows: the key's type isn't ordered alike everywhere");
    }
    last = row;
    rows++;
    return row;
  }

  private Batch take() throws SQLException {
    try {
      Batch taken = batches.take();
      if (taken.failure instanceof SQLException) {
        throw (SQLException) taken.failure;
      }
      if (taken.failure != null) {
        throw new SQLException("reading " + table + " failed: " + taken.failure, taken.failure);
      }
      return taken;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", interrupted);
    }
  }

  /** Returns how many rows were given out. */
  long rows() {
    return rows;
  }

  /** Has the reading end; the connection is closed by its thread. */
  @Override
  public void close() {
    closed = true;
    batches.clear();
  }
}
