package dev.dualwrite.reconcile;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.Schema;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.SQLException;

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

  /** Has both databases asked anew, since a table may have been changed. */
  void forget(TableName table) {
    primarySchema.forget(table);
    secondary.forget(table);
  }
}
