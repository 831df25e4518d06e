package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Some rows and keys of one table on their way into the database. */
final class Writing {
  private final TableSql sql;
  private final TargetColumns columns;
  private final TableWriter writer;
  private final RowDeleter deleter;
  private final Attempts attempts;
  private final List<RowImage> rows = new ArrayList<>();
  private final List<Key> keys = new ArrayList<>();

  /** The keys in the target's own terms, and as they were given. */
  private final Map<Key, Key> given = new HashMap<>();

  private final Map<Key, SQLException> refused = new LinkedHashMap<>();

  Writing(
      Connection connection,
      Dialect dialect,
      TableDescription target,
      List<String> key,
      List<String> columnNames,
      Attempts attempts)
      throws SQLException {
    this.sql = new TableSql(dialect, target, key);
    this.columns = new TargetColumns(dialect, target, sql, columnNames);
    this.writer = new TableWriter(connection, dialect, sql, columns.columns());
    this.deleter = new RowDeleter(connection, sql);
    this.attempts = attempts;
  }

  /** Converts all values before the first row is written. */
  void add(List<RowImage> present, List<Key> absent) throws SQLException {
    for (RowImage row : present) {
      Optional<SQLException> refusal = attempts.unlessRefused(() -> rows.add(converted(row)));
      refusal.ifPresent(reason -> refused.put(row.key(), reason));
    }
    for (Key key : absent) {
      Key normal = sql.normal(key);
      given.put(normal, key);
      keys.add(normal);
    }
  }

  private RowImage converted(RowImage row) throws SQLException {
    RowImage converted = columns.converted(row);
    given.put(converted.key(), row.key());
    return converted;
  }

  Applied run() throws SQLException {
    Optional<SQLException> refusal =
        attempts.run(
            () -> {
              writer.upsert(rows);
              deleter.delete(keys);
            });
    if (refusal.isPresent()) {
      new Settling(attempts, writer, deleter)
          .settle(rows, keys)
          .forEach((key, reason) -> refused.put(given.get(key), reason));
    }
    Set<Key> deleted = new HashSet<>();
    deleter.deleted().forEach(key -> deleted.add(given.get(key)));
    return new Applied(deleted, refused);
  }
}
