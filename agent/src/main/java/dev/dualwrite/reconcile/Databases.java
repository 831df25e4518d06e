package dev.dualwrite.reconcile;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mapping.Conversion;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.Schema;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of the two databases whose rows are reconciled. */
final class Databases {
  private final Dialect primaryDialect;
  private final Schema primarySchema;
  private final Secondary secondary;

  Databases(Dialect primaryDialect, Schema primarySchema, Secondary secondary) {
    this.primaryDialect = primaryDialect;
    this.primarySchema = primarySchema;
    this.secondary = secondary;
  }

  Dialect primaryDialect() {
    return primaryDialect;
  }

  Dialect secondaryDialect() {
    return secondary.dialect();
  }

  /** Returns the primary's table that a key names. */
  TableDescription primaryTable(TableName name) throws SQLException {
    return primarySchema
        .table(name, Namespace.unknown())
        .orElseThrow(
            () ->
                new SQLException(
                    "table " + name + " is not on the primary, or can't be looked up there",
                    "42S02"));
  }

  TableDescription secondaryTable(TableDescription primaryTable) throws SQLException {
    return secondary.requireTable(primaryTable);
  }

  /** Returns the secondary's table of its own name. */
  Optional<TableDescription> secondaryTable(TableName own) {
    return secondary.own(own);
  }

  /**
   * Returns a key of the secondary's as one of the primary's; empty where the primary has no such
   * table, or another key for it.
   */
  Optional<Key> asPrimary(TableDescription own, Key key) {
    Optional<TableDescription> table = secondary.primary(own.name(), primarySchema);
    if (table.isEmpty() || table.get().primaryKey().size() != key.columns().size()) {
      return Optional.empty();
    }
    Optional<TableDescription> counterpart = secondary.table(table.get());
    List<Object> values = new ArrayList<>();
    for (String name : table.get().primaryKey()) {
      int index =
          counterpart
              .flatMap(mapped -> mapped.column(name))
              .map(column -> key.columns().indexOf(column.name()))
              .orElse(-1);
      if (index < 0) {
        return Optional.empty();
      }
      try {
        values.add(asPrimary(counterpart.get(), name, key.values().get(index)));
      } catch (IllegalArgumentException notOfThePrimary) {
        return Optional.empty();
      }
    }
    return Optional.of(Key.of(table.get().name(), table.get().primaryKey(), values));
  }

  private static Object asPrimary(TableDescription counterpart, String column, Object value) {
    Optional<Conversion> conversion = counterpart.mapping().conversion(column);
    return conversion.isPresent() ? conversion.get().inverse(value) : value;
  }

  /** Has both databases asked anew, since a table may have been changed. */
  void forget(TableName table) {
    primarySchema.forget(table);
    secondary.forget(table);
  }
}
