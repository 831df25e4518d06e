package dev.dualwrite.migration;

import dev.dualwrite.config.TableFilter;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.MappingProblem;
import dev.dualwrite.mapping.MappingReader;
import dev.dualwrite.mapping.TableMapping;
import dev.dualwrite.rows.ValueConverter;
import dev.dualwrite.schema.CachedSchema;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.Database;
import dev.dualwrite.schema.SchemaReader;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a mapping says of two databases that they don't fulfil. */
final class MappingValidation {
  private final Database old;
  private final Database young;
  private final Mapping mapping;
  private final TableFilter tables;
  private final CachedSchema oldSchema;
  private final Secondary secondary;
  private final List<MappingProblem> problems = new ArrayList<>();

  MappingValidation(Database old, Database young, Mapping mapping, TableFilter tables) {
    this.old = old;
    this.young = young;
    this.mapping = mapping;
    this.tables = tables;
    this.oldSchema = schema(old);
    this.secondary =
        new Secondary(young.dialect(), schema(young), old.dialect(), oldSchema::home, mapping);
  }

  private static CachedSchema schema(Database database) {
    return new CachedSchema(new SchemaReader(database.dialect(), database.connections()));
  }

  /**
   * Returns what is wrong.
   *
   * @throws SQLException when one of the databases can't be asked
   */
  List<MappingProblem> problems() throws SQLException {
    Set<String> oldSchemas = schemas(old);
    Set<String> newSchemas = schemas(young);
    mapping
        .schemas()
        .forEach(
            (from, to) -> {
              requireSchema(from, "old", from, oldSchemas);
              requireSchema(from, "new", to, newSchemas);
            });
    mapping.tables().forEach(this::check);
    return problems;
  }

  private static Set<String> schemas(Database database) throws SQLException {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    try (Connection connection = database.connections().open();
        ResultSet rows =
            database.dialect().qualifiesByCatalog()
                ? connection.getMetaData().getCatalogs()
                : connection.getMetaData().getSchemas()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private void requireSchema(String key, String side, String name, Set<String> existing) {
    if (!existing.contains(name)) {
      problem(
          "schema." + key,
          side + " has no schema " + name + " that its user sees.",
          "Correct the name, or let the user see it.");
    }
  }

  private void check(TableMapping how) {
    Optional<TableDescription> table = secondary.primary(how.table(), oldSchema);
    if (table.isEmpty()) {
      problem(
          "*." + how.table(),
          "old has no table " + how.table() + ".",
          "Correct the name, or remove these keys.");
    } else if (tables.includes(table.get().name().toString())) {
      check(how, table.get());
    }
  }

  private void check(TableMapping how, TableDescription table) {
    Optional<TableDescription> counterpart = secondary.table(table);
    if (counterpart.isEmpty()) {
      problem(
          "table." + how.table(),
          "new has no table " + how.counterpart().orElse(how.table()) + ".",
          "Make it, or set this key to the table's name there.");
      return;
    }
    List<MappingProblem> found = secondary.problems(table, counterpart.get());
    problems.addAll(found);
    if (found.isEmpty()) {
      how.constants().forEach((column, text) -> constant(how, counterpart.get(), column, text));
    }
    how.counterpart()
        .flatMap(name -> secondary.primary(name, oldSchema))
        .filter(other -> tables.includes(other.name().toString()))
        .flatMap(secondary::conflict)
        .ifPresent(problems::add);
  }

  private void constant(TableMapping how, TableDescription counterpart, String name, String text) {
    Column column = counterpart.ownColumn(name).orElseThrow();
    if (new ValueConverter(young.dialect(), counterpart.name())
        .tryConvert(text, column)
        .isEmpty()) {
      problem(
          "constant." + how.table() + '.' + name,
          "'" + text + "' is no value of the column's type " + column.typeName() + ".",
          "Set it to one.");
    }
  }

  private void problem(String key, String complaint, String remedy) {
    problems.add(new MappingProblem(MappingReader.PREFIX + key, complaint, remedy));
  }
}
