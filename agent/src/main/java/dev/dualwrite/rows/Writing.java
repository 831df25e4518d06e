package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Column;
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
  private final ValueConverter converter;
  private final List<Column> columns;

  /** The values of the last columns, which the rows don't have. */
  private final List<Object> constants = new ArrayList<>();

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
    this.converter = new ValueConverter(dialect, target.name());
    this.columns = new ArrayList<>();
    for (String name : columnNames) {
      if (isWritten(name)) {
        columns.add(sql.column(name));
      }
    }
    if (!columnNames.isEmpty()) {
      addConstants();
    }
    this.writer = new TableWriter(connection, dialect, sql, columns);
    this.deleter = new RowDeleter(connection, sql);
    this.attempts = attempts;
  }

  private boolean isWritten(String name) throws SQLException {
    return !sql.mapping().leftOut().contains(name) && !sql.column(name).computed();
  }

  private void addConstants() throws SQLException {
    for (Map.Entry<String, String> each : sql.mapping().constants().entrySet()) {
      Column column = sql.ownColumn(each.getKey());
      columns.add(column);
      constants.add(converter.convert(each.getValue(), column));
    }
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
    List<Object> values = new ArrayList<>(columns.size());
    for (int i = 0; i < row.columns().size(); i++) {
      String name = row.columns().get(i);
      if (isWritten(name)) {
        Object value = sql.mapped(name, row.values().get(i));
        values.add(converter.convert(value, sql.column(name)));
      }
    }
    values.addAll(constants);
    RowImage converted = sql.row(columns, values);
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
