package dev.dualwrite.verify;

import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.KeyRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks one side for the sums, the bounds and the rows of ranges of its keys. */
final class SegmentReader implements AutoCloseable {
  private static final int FETCH_ROWS = 500;

  private final TableHalf table;
  private final Connection connection;
  private final String rowHash;

  SegmentReader(TableHalf table, String rowHash) throws SQLException {
    this.table = table;
    this.rowHash = rowHash;
    this.connection = table.database().open();
  }

  Sums sums(KeyRange range) throws SQLException {
    String query =
        table.dialect().scans().sums(rowHash, table.quotedTable(), range.where(table.keyColumns()));
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      range.bind(table.keyColumns(), statement);
      try (ResultSet result = statement.executeQuery()) {
        return Sums.read(result);
      }
    } finally {
      connection.rollback();
    }
  }

  /** Returns the key after so many rows of a range; empty where it has no more than those. */
  Optional<Key> keyAfter(KeyRange range, long rows) throws SQLException {
    String query =
        table.selectKeys()
            + range.where(table.keyColumns())
            + table.ownOrder()
            + " LIMIT 1 OFFSET "
            + rows;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      range.bind(table.keyColumns(), statement);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? Optional.of(table.readKey(result)) : Optional.empty();
      }
    } finally {
      connection.rollback();
    }
  }

  /** Returns the rows of a range, which are to be few. */
  Map<Key, Row> rows(KeyRange range) throws SQLException {
    Map<Key, Row> rows = new HashMap<>();
    String query = table.selectRows() + range.where(table.keyColumns());
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setFetchSize(table.dialect().scans().fetchSize(FETCH_ROWS));
      range.bind(table.keyColumns(), statement);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          Row row = table.read(result);
          rows.put(row.key(), row);
        }
      }
      return rows;
    } finally {
      connection.rollback();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
