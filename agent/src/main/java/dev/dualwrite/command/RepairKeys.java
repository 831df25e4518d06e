package dev.dualwrite.command;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.verify.KeyList.NamedRow;
import dev.dualwrite.verify.KeyText;
import dev.dualwrite.verify.VerifiedDatabase;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the keys that are named by texts. */
final class RepairKeys {
  private final VerifiedDatabase primary;
  private final List<TableName> tables;
  private final Map<String, TableDescription> found = new HashMap<>();

  RepairKeys(VerifiedDatabase primary) throws CommandFailure {
    this.primary = primary;
    this.tables = TableChoice.tables(primary);
  }

  /**
   * Returns the keys of rows, each once.
   *
   * @throws WrongUseException when a table isn't there, has no key, or another one
   */
  Set<Key> of(List<NamedRow> rows) throws WrongUseException {
    Set<Key> keys = new LinkedHashSet<>();
    for (NamedRow row : rows) {
      try {
        keys.add(KeyText.parse(table(row.table()), primary.dialect(), row.key()));
      } catch (IllegalArgumentException unfit) {
        throw new WrongUseException(unfit.getMessage());
      }
    }
    return keys;
  }

  private TableDescription table(String name) throws WrongUseException {
    TableDescription known = found.get(name);
    if (known == null) {
      known = find(name);
      found.put(name, known);
    }
    return known;
  }

  private TableDescription find(String name) throws WrongUseException {
    Optional<TableDescription> table =
        TableChoice.named(tables, name)
            .flatMap(own -> primary.schema().table(own, Namespace.unknown()));
    if (table.isEmpty()) {
      throw new WrongUseException(
          "No table of "
              + primary
              + " is named "
              + name
              + ". There are: "
              + TableChoice.names(tables));
    }
    if (!table.get().hasPrimaryKey()) {
      throw new WrongUseException(
          "The table " + name + " has no primary key, so its rows can't be repaired one by one.");
    }
    return table.get();
  }

  /** Returns the row that arguments of the form COLUMN=VALUE name. */
  static NamedRow row(String table, List<String> assignments) throws WrongUseException {
    Map<String, Object> key = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals <= 0) {
        throw new WrongUseException(
            "--key takes COLUMN=VALUE, once for each column of the key, not " + assignment + ".");
      }
      key.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
    return NamedRow.of(table, key);
  }
}
