package dev.dualwrite.schema;

import dev.dualwrite.mapping.Conversion;
import dev.dualwrite.mapping.MappingProblem;
import dev.dualwrite.mapping.MappingReader;
import dev.dualwrite.mapping.TableMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what a mapping says of two tables that they don't fulfil. */
final class MappingCheck {
  private final TableMapping mapping;
  private final TableDescription old;
  private final TableDescription counterpart;
  private final List<MappingProblem> problems = new ArrayList<>();

  /** The old column that is the source of a column of new, by the latter's name. */
  private final Map<String, String> sources = new HashMap<>();

  private MappingCheck(TableDescription old, TableDescription counterpart) {
    this.mapping = counterpart.mapping();
    this.old = old;
    this.counterpart = counterpart;
  }

  /**
   * Returns what is wrong.
   *
   * @param old a table of the old database
   * @param counterpart the new one's, with its mapping
   */
  static List<MappingProblem> problems(TableDescription old, TableDescription counterpart) {
    MappingCheck check = new MappingCheck(old, counterpart);
    check.namesOfOld();
    check.namesOfNew();
    old.columns().forEach(check::hasCounterpart);
    counterpart.columns().forEach(check::isFilled);
    check.keys();
    return check.problems;
  }

  private void namesOfOld() {
    mapping.renamed().keySet().forEach(column -> requireOld("column", column));
    mapping.conversions().keySet().forEach(column -> requireOld("convert", column));
    for (String column : mapping.leftOut()) {
      if (old.column(column).isEmpty()) {
        problem(key("ignore.old"), lacks("old", old, column), "Correct the name, or remove it.");
      } else if (isKey(column)) {
        problem(
            key("ignore.old"),
            column + " is a column of " + old.name() + "'s primary key.",
            "Rows can't be named without it: map it, or leave the table out by dualwrite.tables.exclude.");
      }
    }
  }

  private void requireOld(String kind, String column) {
    if (old.column(column).isEmpty()) {
      problem(key(kind, column), lacks("old", old, column), "Correct the name, or remove the key.");
    }
  }

  private void namesOfNew() {
    mapping.renamed().forEach((from, to) -> requireNew(key("column", from), to));
    mapping.constants().keySet().forEach(column -> requireNew(key("constant", column), column));
    mapping.added().forEach(column -> requireNew(key("ignore.new"), column));
  }

  private void requireNew(String key, String column) {
    if (counterpart.ownColumn(column).isEmpty()) {
      problem(key, lacks("new", counterpart, column), "Add it there, or correct the name.");
    }
  }

  private void hasCounterpart(Column column) {
    if (mapping.leftOut().contains(column.name())) {
      return;
    }
    Optional<Column> target = counterpart.column(column.name());
    if (target.isEmpty()) {
      if (!mapping.renamed().containsKey(column.name())) {
        problem(
            key("column", column.name()),
            "it is missing: " + lacks("new", counterpart, column.name()) + " Old has it.",
            "Set it to the column's name there, or leave the column out by "
                + key("ignore.old")
                + '='
                + column.name()
                + ".");
      }
      return;
    }
    String before = sources.putIfAbsent(target.get().name(), column.name());
    if (before != null) {
      problem(
          key("column", mapping.renamed().containsKey(before) ? before : column.name()),
          before + " and " + column.name() + " are both " + target.get().name() + " on new.",
          "Give each a column of its own, or leave one out by " + key("ignore.old") + ".");
    }
  }

  /** A column of new that nothing is written to needs a value of its own. */
  private void isFilled(Column column) {
    boolean constant = mapping.constants().containsKey(column.name());
    boolean added = mapping.added().contains(column.name());
    if (sources.containsKey(column.name())) {
      if (constant || added) {
        problem(
            constant ? key("constant", column.name()) : key("ignore.new"),
            column.name() + " is the counterpart of old's " + sources.get(column.name()) + ".",
            "Remove it here, or leave old's column out by " + key("ignore.old") + ".");
      }
    } else if (!constant && isDemanded(column) && !(added && counterpart.hasTriggers())) {
      problem(
          key("constant", column.name()),
          "it is missing: only new has "
              + counterpart.name()
              + "'s column "
              + column.name()
              + ", which is NOT NULL and has no default.",
          "Set it to a value for all rows, give the column a default, or make it nullable.");
    }
  }

  private static boolean isDemanded(Column column) {
    return !column.nullable()
        && !column.computed()
        && !column.autoIncrement()
        && !column.identityAlways()
        && column.defaultExpression().isEmpty();
  }

  private void keys() {
    mapping.conversions().forEach(this::key);
  }

  private void key(String column, Conversion conversion) {
    if (isKey(column) && !conversion.hasInverse()) {
      problem(
          key("convert", column),
          conversion.label()
              + " can't be undone, and "
              + column
              + " is a column of the primary key.",
          "Keep the key's values as they are.");
    }
  }

  private boolean isKey(String column) {
    return old.primaryKey().stream().anyMatch(column::equalsIgnoreCase);
  }

  private String key(String kind, String column) {
    return key(kind) + '.' + column;
  }

  private String key(String kind) {
    return MappingReader.PREFIX + kind + '.' + mapping.table();
  }

  private static String lacks(String side, TableDescription table, String column) {
    return side
        + "'s table "
        + table.name()
        + " has no column "
        + column
        + "; it has "
        + table.columns().stream().map(Column::name).collect(Collectors.joining(", "))
        + ".";
  }

  private void problem(String key, String complaint, String remedy) {
    problems.add(new MappingProblem(key, complaint, remedy));
  }
}
