package dev.dualwrite.schema;

import java.util.Objects;
import java.util.Optional;

/** Where a connection looks for unqualified names: its current catalog and schema. */
public final class Namespace {
  private static final Namespace UNKNOWN = new Namespace(null, null);

  private final String catalog;
  private final String schema;

  private Namespace(String catalog, String schema) {
    this.catalog = catalog;
    this.schema = schema;
  }

  /** Returns a namespace; each part may be null where it isn't known or the vendor has none. */
  public static Namespace of(String catalog, String schema) {
    return catalog == null && schema == null ? UNKNOWN : new Namespace(catalog, schema);
  }

  /** Returns the namespace of a connection of which nothing is known: the database's default. */
  public static Namespace unknown() {
    return UNKNOWN;
  }

  /** Returns the current catalog (MySQL: the database). */
  public Optional<String> catalog() {
    return Optional.ofNullable(catalog);
  }

  /** Returns the current schema. */
  public Optional<String> schema() {
    return Optional.ofNullable(schema);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Namespace
        && Objects.equals(catalog, ((Namespace) other).catalog)
        && Objects.equals(schema, ((Namespace) other).schema);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(catalog) + Objects.hashCode(schema);
  }

  @Override
  public String toString() {
    return "Namespace[catalog=" + catalog + ", schema=" + schema + "]";
  }
}
