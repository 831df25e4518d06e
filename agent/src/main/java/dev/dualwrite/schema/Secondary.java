package dev.dualwrite.schema;

import dev.dualwrite.dialect.Dialect;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is known of the secondary database: its vendor, and its tables for the primary's. */
public final class Secondary {
  private final Dialect dialect;
  private final Schema schema;
  private final Dialect primaryDialect;
  private final Supplier<Namespace> home;

  /**
   * Creates the view of a secondary, as seen from the primary.
   *
   * @param home where the primary's connections look for unqualified names before anything is
   *     changed
   */
  public Secondary(
      Dialect dialect, Schema schema, Dialect primaryDialect, Supplier<Namespace> home) {
    this.dialect = dialect;
    this.schema = schema;
    this.primaryDialect = primaryDialect;
    this.home = home;
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
   * primary's stands where its connections do, else in the schema (MySQL: the database) of the same
   * name.
   */
  public Optional<TableDescription> table(TableDescription primary) {
    TableName name = primary.name();
    Namespace ownHome = home.get();
    Optional<String> catalog =
        name.catalog().filter(given -> !ownHome.catalog().equals(Optional.of(given)));
    Optional<String> schemaName =
        name.schema().filter(given -> !ownHome.schema().equals(Optional.of(given)));
    TableName wanted =
        TableName.of(
            catalog.map(this::spelled).orElse(null),
            schemaName.map(this::spelled).orElse(null),
            spelled(name.name()));
    return schema.table(wanted, Namespace.unknown());
  }

  /**
   * Returns the table of the same name.
   *
   * @throws SQLException when it isn't there, or can't be looked up now
   */
  public TableDescription requireTable(TableDescription primary) throws SQLException {
    return table(primary)
        .orElseThrow(
            () ->
                new SQLException(
                    "table "
                        + primary.name()
                        + " is not on the secondary, or can't be looked up there",
                    "42S02"));
  }

  /** Returns the secondary's table of its own name. */
  public Optional<TableDescription> own(TableName name) {
    return schema.table(name, Namespace.unknown());
  }

  /** Returns the primary's table whose counterpart is the secondary's of this name. */
  public Optional<TableDescription> primary(TableName own, Schema primarySchema) {
    String name = spelledBack(own.name());
    TableName qualified =
        TableName.of(
            own.catalog().map(this::spelledBack).orElse(null),
            own.schema().map(this::spelledBack).orElse(null),
            name);
    return Stream.of(TableName.of(name), qualified)
        .map(candidate -> primarySchema.table(candidate, Namespace.unknown()))
        .flatMap(Optional::stream)
        .filter(found -> table(found).filter(back -> back.name().equals(own)).isPresent())
        .findFirst();
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

  private String spelledBack(String name) {
    if (speaksAsPrimary() || !dialect.fold(name).equals(name)) {
      return name;
    }
    return primaryDialect.fold(name.toLowerCase(Locale.ROOT));
  }
}
