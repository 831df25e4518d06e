package dev.dualwrite.schema;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mapping.MappedName;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.MappingProblem;
import dev.dualwrite.mapping.TableMapping;
import dev.dualwrite.phase.Side;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is known of the secondary database: its vendor, and its tables for the primary's. */
public final class Secondary {
  private final Dialect dialect;
  private final Schema schema;
  private final Dialect primaryDialect;
  private final Mapping mapping;
  private final CounterpartNames names;

  /**
   * Creates the view of a secondary, as seen from the primary.
   *
   * @param home where the primary's connections look for unqualified names before anything is
   *     changed
   * @param mapping what the secondary calls otherwise, from the primary's side
   */
  public Secondary(
      Dialect dialect,
      Schema schema,
      Dialect primaryDialect,
      Supplier<Namespace> home,
      Mapping mapping) {
    this.dialect = dialect;
    this.schema = schema;
    this.primaryDialect = primaryDialect;
    this.mapping = mapping;
    this.names = new CounterpartNames(primaryDialect, dialect, home, mapping);
  }

  /** The secondary's vendor. */
  public Dialect dialect() {
    return dialect;
  }

  /** Whether the primary's own SQL can be sent to it. */
  public boolean speaksAsPrimary() {
    return dialect.sameFamily(primaryDialect);
  }

  /** What it calls a schema (MySQL: database) of the primary's, where that isn't the same. */
  public Optional<String> schema(String name) {
    return mapping.schema(name).map(names::spelledThere);
  }

  /** What it calls or holds otherwise than the primary. */
  public Mapping mapping() {
    return mapping;
  }

  /**
   * Returns the table that the mapping names, else the one of the same name: where the secondary's
   * connections look by default if the primary's stands where its connections do, else in the
   * schema (MySQL: the database) of the same name.
   */
  public Optional<TableDescription> table(TableDescription primary) {
    TableMapping how = names.mapping(primary.name()).orElse(TableMapping.same());
    return names.of(primary.name()).stream()
        .map(name -> schema.table(name, Namespace.unknown()))
        .flatMap(Optional::stream)
        .findFirst()
        .map(found -> how == TableMapping.same() ? found : found.asCounterpart(how));
  }

  /**
   * Returns the table's counterpart, which is as the mapping says.
   *
   * @throws SQLException when it isn't there, can't be looked up now, or isn't as the mapping says
   */
  public TableDescription requireTable(TableDescription primary) throws SQLException {
    TableDescription found =
        table(primary)
            .orElseThrow(
                () ->
                    new SQLException(
                        "table "
                            + primary.name()
                            + " is not on the secondary"
                            + calledThere(primary.name())
                            + ", or can't be looked up there",
                        "42S02"));
    List<MappingProblem> problems = problems(primary, found);
    if (!problems.isEmpty()) {
      // Whoever mends it shouldn't have to wait until what is remembered is old.
      forget(primary.name());
      throw new SQLException(text(problems), "42S22");
    }
    return found;
  }

  private String calledThere(TableName primary) {
    TableName name = names.of(primary).get(0);
    return names.mapping(primary).isPresent() ? ", where the mapping calls it " + name : "";
  }

  /** Returns what a table and its counterpart don't fulfil of the mapping. */
  public List<MappingProblem> problems(TableDescription primary, TableDescription counterpart) {
    // From new to old only what the way back probes is left: schemas, and columns of one side.
    if (mapping.isEmpty() || mapping.primary() == Side.NEW) {
      return List.of();
    }
    Optional<MappingProblem> conflict = conflict(primary);
    if (conflict.isPresent()) {
      return List.of(conflict.get());
    }
    return counterpart.mapping() == TableMapping.same()
        ? List.of()
        : MappingCheck.problems(primary, counterpart);
  }

  /** Returns why a table has no counterpart, where it would be that of another one. */
  public Optional<MappingProblem> conflict(TableDescription primary) {
    return names.isTaken(primary.name()) ? Optional.of(taken(primary.name())) : Optional.empty();
  }

  private static MappingProblem taken(TableName table) {
    return new MappingProblem(
        "dualwrite.map.table." + table.name(),
        "it is missing: on new the table of this name is the counterpart of another one.",
        "Set it to the name of this table's own counterpart, or leave it out by dualwrite.tables.exclude.");
  }

  /** Returns problems in one line. */
  public static String text(List<MappingProblem> problems) {
    return problems.stream().map(MappingProblem::toString).collect(Collectors.joining(" "));
  }

  /** Returns the primary's table that the mapping names so. */
  public Optional<TableDescription> primary(MappedName name, Schema primarySchema) {
    return names.ofPrimary(name).stream()
        .map(candidate -> primarySchema.table(candidate, Namespace.unknown()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Returns the secondary's table of its own name. */
  public Optional<TableDescription> own(TableName name) {
    return schema.table(name, Namespace.unknown());
  }

  /** Returns the primary's table whose counterpart is the secondary's of this name. */
  public Optional<TableDescription> primary(TableName own, Schema primarySchema) {
    return names
        .back(own)
        .map(candidate -> primarySchema.table(candidate, Namespace.unknown()))
        .flatMap(Optional::stream)
        .filter(found -> table(found).filter(back -> back.name().equals(own)).isPresent())
        .findFirst();
  }

  /**
   * Forgets what is known of a table and its counterpart, since the database showed that it is out
   * of date.
   */
  public void forget(TableName table) {
    schema.forget(table);
    names.of(table).forEach(schema::forget);
  }
}
