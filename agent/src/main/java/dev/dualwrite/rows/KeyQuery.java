package dev.dualwrite.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks a database which of some keys have a row. The database itself decides what equals what: to
 * its collation 'a' may be 'A', and a CHAR may end in spaces, so a key that no row seems to have is
 * asked for once more, alone.
 */
final class KeyQuery {
  private final Connection connection;
  private final TableSql sql;
  private final String lockClause;

  KeyQuery(Connection connection, TableSql sql, String lockClause) {
    this.connection = connection;
    this.sql = sql;
    this.lockClause = lockClause;
  }

  /** Returns those of the keys that have a row, each with the key as the row spells it. */
  Map<Key, Key> existing(List<Key> keys) throws SQLException {
    Map<Key, Key> existing = new LinkedHashMap<>();
    for (List<Key> some : Batch.split(keys)) {
      existing.putAll(existingOf(some));
    }
    return existing;
  }

  private Map<Key, Key> existingOf(List<Key> keys) throws SQLException {
    Map<Key, Key> existing = new LinkedHashMap<>();
    List<Key> unmatched = new ArrayList<>(keys);
    Set<Key> stored = select(unmatched);
    for (Key key : keys) {
      if (stored.contains(key)) {
        existing.put(key, key);
      }
    }
    unmatched.removeAll(existing.keySet());
    if (!unmatched.isEmpty() && !stored.isEmpty() && !select(unmatched).isEmpty()) {
      addOneByOne(unmatched, existing);
    }
    return existing;
  }

  private void addOneByOne(List<Key> keys, Map<Key, Key> existing) throws SQLException {
    for (Key key : keys) {
      for (Key stored : select(List.of(key))) {
        existing.put(key, stored);
      }
    }
  }

  private Set<Key> select(List<Key> keys) throws SQLException {
    Set<Key> stored = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(sql.select(sql.keyColumns(), keys, lockClause))) {
      sql.bindKeys(statement, keys);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          stored.add(sql.key(sql.read(rows, sql.keyColumns())));
        }
      }
    }
    return stored;
  }
}
