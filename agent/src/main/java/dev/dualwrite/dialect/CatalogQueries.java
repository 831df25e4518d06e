package dev.dualwrite.dialect;

import java.util.Optional;

/**
 * What a vendor's catalog tells beyond JDBC's metadata, as queries. Each takes its parameters as
 * strings; the first is the schema (MySQL: the database) and may be null for the session's current
 * one.
 */
public final class CatalogQueries {
  static final CatalogQueries NONE = new CatalogQueries(null, null, null, null, null, null);

  private final String columns;
  private final String triggers;
  private final String otherUniqueness;
  private final String routines;
  private final String partitions;
  private final String withoutRollback;

  CatalogQueries(
      String columns,
      String triggers,
      String otherUniqueness,
      String routines,
      String partitions,
      String withoutRollback) {
    this.columns = columns;
    this.triggers = triggers;
    this.otherUniqueness = otherUniqueness;
    this.routines = routines;
    this.partitions = partitions;
    this.withoutRollback = withoutRollback;
  }

  /**
   * Returns the query for a table's columns; parameters: schema, table. Rows: {@code column_name}
   * and, as booleans, {@code identity_always}, {@code computed}, {@code changes_on_update}.
   */
  public Optional<String> columns() {
    return Optional.ofNullable(columns);
  }

  /**
   * Returns the query for what runs when rows of a table change (triggers, rewrite rules);
   * parameters: schema, table. One row for each.
   */
  public Optional<String> triggers() {
    return Optional.ofNullable(triggers);
  }

  /**
   * Returns the query for a table's unique indexes on expressions or on a part of the rows;
   * parameters: schema, table. Rows: {@code index_name}. JDBC's metadata may list the same indexes
   * as if they were full.
   */
  public Optional<String> otherUniqueness() {
    return Optional.ofNullable(otherUniqueness);
  }

  /**
   * Returns the query for the user-defined routines of a name; parameters: schema, name. Where a
   * search path decides which of them is called, those of every schema are told. Rows: {@code
   * effect}, which is {@code PURE}, {@code VOLATILE} (writes nothing, may differ each time) or
   * {@code MAY_WRITE}.
   */
  public Optional<String> routines() {
    return Optional.ofNullable(routines);
  }

  /**
   * Returns the query for the tables of a schema whose rows are also those of another table, of
   * which they are a partition; parameter: schema. Rows: {@code table_name}. Empty where the
   * metadata lists no partitions.
   */
  public Optional<String> partitions() {
    return Optional.ofNullable(partitions);
  }

  /**
   * Returns the query for the tables of a schema in which a rollback undoes nothing; parameter:
   * schema. Rows: {@code table_name}. Empty where the vendor has none.
   */
  public Optional<String> withoutRollback() {
    return Optional.ofNullable(withoutRollback);
  }
}
