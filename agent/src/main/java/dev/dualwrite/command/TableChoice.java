package dev.dualwrite.command;

import dev.dualwrite.config.Globs;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.Settings;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.verify.VerifiedDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables that a command is to work on. */
final class TableChoice {
  private TableChoice() {}

  /**
   * Returns the database's tables that take part in mirroring and that the patterns name, parents
   * before their children.
   *
   * @param patterns a comma-separated list of globs; null for all tables
   * @throws WrongUseException when a pattern names no table
   */
  static List<TableName> of(VerifiedDatabase database, Settings settings, String patterns)
      throws CommandFailure, WrongUseException {
    List<TableName> tables = new ArrayList<>(tables(database));
    tables.removeIf(table -> !settings.tables().includes(table.toString()));
    if (patterns == null) {
      return tables;
    }
    for (String pattern : Globs.parse(patterns).texts()) {
      Globs glob = Globs.parse(pattern);
      if (tables.stream().noneMatch(table -> glob.matchesQualified(table.toString()))) {
        throw new WrongUseException(
            "No table is named " + pattern + " (--tables). There are: " + names(tables));
      }
    }
    Globs globs = Globs.parse(patterns);
    tables.removeIf(table -> !globs.matchesQualified(table.toString()));
    return tables;
  }

  /** Returns the table of this name, whole or without leading qualifiers, in whatever case. */
  static Optional<TableName> named(List<TableName> tables, String name) {
    Globs exactly = Globs.parse(name);
    return tables.stream()
        .filter(table -> table.toString().equals(name))
        .findFirst()
        .or(
            () ->
                tables.stream()
                    .filter(table -> exactly.matchesQualified(table.toString()))
                    .findFirst());
  }

  static List<TableName> tables(VerifiedDatabase database) throws CommandFailure {
    try {
      return database.tables();
    } catch (SQLException failure) {
      throw new CommandFailure(
          "The tables of "
              + database
              + " can't be listed: "
              + Secrets.mask(Words.oneLine(failure.getMessage()))
              + ". The command line needs dualwrite."
              + database.side().label()
              + ".username and its password.",
          failure);
    }
  }

  static String names(List<TableName> tables) {
    return tables.isEmpty()
        ? "none"
        : String.join(", ", tables.stream().map(TableName::toString).toArray(String[]::new));
  }
}
