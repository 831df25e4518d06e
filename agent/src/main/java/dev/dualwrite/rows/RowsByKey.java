package dev.dualwrite.rows;

import dev.dualwrite.schema.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One reading of rows by key, collected over several queries. */
final class RowsByKey {
  private final Connection connection;
  private final TableSql sql;
  private final List<Column> columns;
  private final LockMode lock;
  private final String lockClause;
  private final Map<Key, RowImage> present = new LinkedHashMap<>();
  private final List<Key> absent = new ArrayList<>();
  private final List<Key> skipped = new ArrayList<>();

  RowsByKey(
      Connection connection, TableSql sql, List<Column> columns, LockMode lock, String lockClause) {
    this.connection = connection;
    this.sql = sql;
    this.columns = columns;
    this.lock = lock;
    this.lockClause = lockClause;
  }

  void add(List<Key> asked) throws SQLException {
    Map<Key, Key> askedByNormal = new LinkedHashMap<>();
    for (Key key : asked) {
      askedByNormal.put(sql.normal(key), key);
    }
    boolean found = select(new ArrayList<>(askedByNormal.keySet()));
    askedByNormal.keySet().removeAll(present.keySet());
    if (!askedByNormal.isEmpty() && (found || lock == LockMode.SKIP_LOCKED)) {
      removeExisting(askedByNormal);
    }
    absent.addAll(askedByNormal.values());
  }

  /**
   * A key that has a row after all is one more spelling of a row that was read, or a row that was
   * locked or is new.
   */
  private void removeExisting(Map<Key, Key> askedByNormal) throws SQLException {
    Map<Key, Key> existing =
        new KeyQuery(connection, sql, "").existing(new ArrayList<>(askedByNormal.keySet()));
    for (Map.Entry<Key, Key> each : existing.entrySet()) {
      if (present.containsKey(each.getValue())) {
        askedByNormal.remove(each.getKey());
      } else if (lock == LockMode.SKIP_LOCKED) {
        skipped.add(askedByNormal.remove(each.getKey()));
      } else if (select(List.of(each.getKey()))) {
        askedByNormal.remove(each.getKey());
      }
    }
  }

  private boolean select(List<Key> keys) throws SQLException {
    boolean found = false;
    try (PreparedStatement statement =
        connection.prepareStatement(sql.select(columns, keys, lockClause))) {
      sql.bindKeys(statement, keys);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          RowImage row = sql.row(columns, sql.read(rows, columns));
          present.put(row.key(), row);
          found = true;
        }
      }
    }
    return found;
  }

  ReadResult result() {
    return new ReadResult(new ArrayList<>(present.values()), absent, skipped);
  }
}
