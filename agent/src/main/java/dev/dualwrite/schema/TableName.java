package dev.dualwrite.schema;

import java.util.Objects;
import java.util.Optional;

/** A table's name in the database's own spelling, as far qualified as it is known. */
public final class TableName {
  private final String catalog;
  private final String schema;
  private final String name;

  private TableName(String catalog, String schema, String name) {
    this.catalog = catalog;
    this.schema = schema;
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Returns the unqualified name. */
  public static TableName of(String name) {
    return new TableName(null, null, name);
  }

  /** Returns the name within a schema, which may be null where the vendor has none. */
  public static TableName of(String schema, String name) {
    return new TableName(null, schema, name);
  }

  /** Returns the name within a catalog and a schema; each may be null. */
  public static TableName of(String catalog, String schema, String name) {
    return new TableName(catalog, schema, name);
  }

  /** Returns the catalog (MySQL: the database). */
  public Optional<String> catalog() {
    return Optional.ofNullable(catalog);
  }

  /** Returns the schema. */
  public Optional<String> schema() {
    return Optional.ofNullable(schema);
  }

  /** Returns the bare name. */
  public String name() {
    return name;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof TableName)) {
      return false;
    }
    TableName that = (TableName) other;
    return name.equals(that.name)
        && Objects.equals(schema, that.schema)
        && Objects.equals(catalog, that.catalog);
  }

  @Override
  public int hashCode() {
    return Objects.hash(catalog, schema, name);
  }

  /** Returns the name with dots, for people and logs; not quoted, so not for SQL. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (catalog != null) {
      text.append(catalog).append('.');
    }
    if (schema != null) {
      text.append(schema).append('.');
    }
    return text.append(name).toString();
  }
}
