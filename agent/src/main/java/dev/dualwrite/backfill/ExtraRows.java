package dev.dualwrite.backfill;

import dev.dualwrite.mapping.Conversion;
import dev.dualwrite.rows.FirstKeys;
import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.LockMode;
import dev.dualwrite.rows.RowReader;
import dev.dualwrite.rows.ValueConverter;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.verify.DatabasesToVerify;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds rows of the secondary that the primary hasn't, among the first and the last of each table:
 * beside live writes a table need not be empty, but then it holds nothing else.
 */
final class ExtraRows {
  private static final int KEYS = 50;
  private static final int LOOKS = 3;

  private final DatabasesToVerify databases;
  private final Duration longestCommit;

  ExtraRows(DatabasesToVerify databases, Duration longestCommit) {
    this.databases = databases;
    this.longestCommit = longestCommit;
  }

  /** Returns one such key of a table; a row may have been deleted between two commits. */
  Optional<Key> of(PlannedTable table) throws SQLException {
    List<Key> suspects;
    try (Connection secondary = databases.secondary().open()) {
      suspects = sample(secondary, table);
    }
    suspects = extra(table, suspects);
    for (int look = 1; look < LOOKS && !suspects.isEmpty(); look++) {
      LockSupport.parkNanos(longestCommit.toNanos());
      suspects = extra(table, suspects);
    }
    return suspects.stream().findFirst();
  }

  private List<Key> sample(Connection secondary, PlannedTable table) throws SQLException {
    List<String> names = table.primary().primaryKey();
    FirstKeys reader = new FirstKeys(databases.secondary().dialect());
    List<Key> own =
        new ArrayList<>(
            reader.read(secondary, table.secondary(), names, KEYS, FirstKeys.End.FIRST));
    own.addAll(reader.read(secondary, table.secondary(), names, KEYS, FirstKeys.End.LAST));
    List<Key> keys = new ArrayList<>();
    for (Key key : own) {
      keys.add(asPrimary(table, key));
    }
    return keys;
  }

  private Key asPrimary(PlannedTable planned, Key own) throws SQLException {
    TableDescription table = planned.primary();
    ValueConverter converter = new ValueConverter(databases.primary().dialect(), table.name());
    List<Object> values = new ArrayList<>();
    for (String name : table.primaryKey()) {
      Column column = table.column(name).orElseThrow();
      Object value = own.values().get(values.size());
      Optional<Conversion> conversion = planned.secondary().mapping().conversion(name);
      values.add(
          converter.convert(
              conversion.isPresent() ? conversion.get().inverse(value) : value, column));
    }
    return Key.of(table.name(), table.primaryKey(), values);
  }

  /** Those that are on the secondary, and not on the primary. */
  private List<Key> extra(PlannedTable table, List<Key> keys) throws SQLException {
    if (keys.isEmpty()) {
      return keys;
    }
    try (Connection primary = databases.primary().open();
        Connection secondary = databases.secondary().open()) {
      List<Key> absent =
          new RowReader(databases.primary().dialect())
              .read(primary, table.primary(), keys, LockMode.NONE)
              .absent();
      Set<Key> gone =
          new HashSet<>(
              new RowReader(databases.secondary().dialect())
                  .read(secondary, table.secondary(), absent, LockMode.NONE)
                  .absent());
      List<Key> extra = new ArrayList<>(absent);
      extra.removeAll(gone);
      return extra;
    }
  }
}
