package dev.dualwrite.mapping;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What the keys of a mapping must fulfil together, whatever the databases hold. */
final class MappingConsistency {
  private final Map<String, String> schemas;
  private final Collection<TableMapping.Builder> tables;
  private final Consumer<MappingProblem> problems;

  MappingConsistency(
      Map<String, String> schemas,
      Collection<TableMapping.Builder> tables,
      Consumer<MappingProblem> problems) {
    this.schemas = schemas;
    this.tables = tables;
    this.problems = problems;
  }

  void check() {
    Map<String, String> schemaOf = new HashMap<>();
    schemas.forEach((from, to) -> once(schemaOf, to, from, "schema." + from));
    Map<String, String> tableOf = new HashMap<>();
    for (TableMapping.Builder table : tables) {
      table
          .counterpart()
          .ifPresent(
              to -> once(tableOf, to.toString(), table.table().toString(), key("table", table)));
      namedAlike(table);
      columns(table);
    }
  }

  private void once(Map<String, String> taken, String target, String source, String key) {
    String other = taken.putIfAbsent(target.toLowerCase(Locale.ROOT), source);
    if (other != null) {
      problem(
          key,
          "'" + target + "' is the counterpart of " + other + " already.",
          "Give each its own: rows of two can't be told apart in one.");
    }
  }

  /** What is said of a table under two names would have to be put together again. */
  private void namedAlike(TableMapping.Builder table) {
    if (table.table().qualifier().isPresent()) {
      return;
    }
    for (TableMapping.Builder other : tables) {
      if (other != table && other.table().name().equalsIgnoreCase(table.table().name())) {
        problem(
            key("*", table),
            "the table is called "
                + table.table()
                + " in some keys, and "
                + other.table()
                + " in others.",
            "Call it alike in all of them.");
        return;
      }
    }
  }

  private void columns(TableMapping.Builder table) {
    Map<String, String> sources = new HashMap<>();
    table
        .renamed()
        .forEach((from, to) -> once(sources, to, from, key("column", table) + '.' + from));
    for (String column : table.leftOut()) {
      if (table.renamed().containsKey(column) || table.conversions().containsKey(column)) {
        problem(
            key("ignore.old", table),
            column + " is renamed or converted as well.",
            "Remove it from one of the two keys.");
      }
    }
    table.constants().forEach((column, text) -> constant(table, column, text, sources));
    for (String column : table.added()) {
      if (sources.containsKey(column.toLowerCase(Locale.ROOT))) {
        problem(
            key("ignore.new", table),
            column + " is the counterpart of a column of old as well.",
            "Remove it from one of the two keys.");
      }
    }
  }

  private void constant(
      TableMapping.Builder table, String column, String text, Map<String, String> sources) {
    String key = key("constant", table) + '.' + column;
    if (text.isEmpty()) {
      problem(
          key,
          "it has no value.",
          "Give it one; for NULL or a default use dualwrite.map.ignore.new.");
    }
    if (sources.containsKey(column.toLowerCase(Locale.ROOT)) || table.added().contains(column)) {
      problem(
          key,
          column + " is the counterpart of a column of old, or ignored, as well.",
          "Remove it from one of the two keys.");
    }
  }

  private static String key(String kind, TableMapping.Builder table) {
    return kind + '.' + table.table();
  }

  private void problem(String key, String complaint, String remedy) {
    problems.accept(new MappingProblem(MappingReader.PREFIX + key, complaint, remedy));
  }
}
