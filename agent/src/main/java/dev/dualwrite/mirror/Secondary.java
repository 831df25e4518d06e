package dev.dualwrite.mirror;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.Schema;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.util.Locale;
import java.util.Optional;

/** What is known of the secondary database: its vendor, and its tables for the primary's. */
public final class Secondary {
  private final Dialect dialect;
  private final Schema schema;
  private final Dialect primaryDialect;

  /** Creates the view of a secondary, as seen from the primary. */
  public Secondary(Dialect dialect, Schema schema, Dialect primaryDialect) {
    this.dialect = dialect;
    this.schema = schema;
    this.primaryDialect = primaryDialect;
  }

  /** The secondary's vendor. */
  public Dialect dialect() {
    return dialect;
  }

  /** Whether the primary's own SQL can be sent to it. */
  public boolean speaksAsPrimary() {
    return dialect.sameFamily(primaryDialect);
  }

  /**
   * Returns the table of the same name: where the secondary's connections look by default if the
   * primary's stands where its connections look, else in the schema of the same name.
   *
   * @param home where the host connection looks for unqualified names
   */
  public Optional<TableDescription> table(TableDescription primary, Namespace home) {
    TableName name = primary.name();
    String bare = spelled(name.name());
    Optional<String> foreign =
        name.schema().filter(schemaName -> !home.schema().equals(Optional.of(schemaName)));
    TableName wanted =
        foreign.isPresent() ? TableName.of(spelled(foreign.get()), bare) : TableName.of(bare);
    return schema.table(wanted, Namespace.unknown());
  }

  /** Forgets what is known of a table, since the database showed that it is out of date. */
  public void forget(TableName table) {
    schema.forget(table);
  }

  /**
   * A name in the case that its own database folds to means the same name in the other database's
   * case.
   */
  private String spelled(String name) {
    if (speaksAsPrimary() || !primaryDialect.fold(name).equals(name)) {
      return name;
    }
    return dialect.fold(name.toLowerCase(Locale.ROOT));
  }
}
