package dev.dualwrite.rows;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Deletes rows by key and remembers of which keys there was one. A delete that is undone by a
 * savepoint stays remembered: better to look once too often.
 */
final class RowDeleter {
  private final Connection connection;
  private final TableSql sql;
  private final Set<Key> deleted = new HashSet<>();

  RowDeleter(Connection connection, TableSql sql) {
    this.connection = connection;
    this.sql = sql;
  }

  Set<Key> deleted() {
    return deleted;
  }

  void delete(List<Key> keys) throws SQLException {
    for (Map.Entry<String, List<Key>> each : sql.deletes(keys).entrySet()) {
      for (List<Key> some : Batch.split(each.getValue())) {
        run(each.getKey(), some);
      }
    }
  }

  private void run(String delete, List<Key> keys) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(delete)) {
      for (Key key : keys) {
        sql.bindKey(statement, 1, key);
        statement.addBatch();
      }
      count(keys, statement.executeBatch());
    } catch (BatchUpdateException failure) {
      count(keys, failure.getUpdateCounts());
      throw RowErrors.ofBatch(failure);
    }
  }

  /** A driver that doesn't tell a count may have deleted the row. */
  private void count(List<Key> keys, int[] counts) {
    for (int i = 0; i < counts.length && i < keys.size(); i++) {
      if (counts[i] > 0 || counts[i] == PreparedStatement.SUCCESS_NO_INFO) {
        deleted.add(keys.get(i));
      }
    }
  }
}
