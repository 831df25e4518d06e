package dev.dualwrite.mapping;

import dev.dualwrite.phase.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads the keys of the mapping, each of which names what it is about, and finds what is wrong
 * among them. Whether the databases have what they name is looked at later.
 */
public final class MappingReader {
  /** What all its keys begin with. */
  public static final String PREFIX = "dualwrite.map.";

  private static final String SCHEMA = PREFIX + "schema.";
  private static final String TABLE = PREFIX + "table.";
  private static final String COLUMN = PREFIX + "column.";
  private static final String IGNORE = PREFIX + "ignore.";
  private static final String CONSTANT = PREFIX + "constant.";
  private static final String CONVERT = PREFIX + "convert.";

  private final Map<String, String> schemas = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, TableMapping.Builder> tables = new LinkedHashMap<>();
  private final List<MappingProblem> problems = new ArrayList<>();

  /** Reads keys with their texts. */
  public MappingReader(Map<String, String> texts) {
    new TreeMap<>(texts).forEach((key, text) -> read(key, text.trim()));
    new MappingConsistency(schemas, tables.values(), problems::add).check();
  }

  /** Returns what was read; of use where there is no problem. */
  public Mapping mapping() {
    return new Mapping(
        Side.OLD,
        schemas,
        tables.values().stream().map(TableMapping.Builder::build).collect(Collectors.toList()));
  }

  /** Returns everything that is wrong. */
  public List<MappingProblem> problems() {
    return problems;
  }

  private void read(String key, String text) {
    if (key.startsWith(SCHEMA)) {
      schema(key, text);
    } else if (key.startsWith(TABLE)) {
      table(key, text);
    } else if (key.startsWith(IGNORE)) {
      ignored(key, text);
    } else if (key.startsWith(COLUMN)) {
      ofColumn(key, COLUMN, (table, column) -> renamed(key, text, table, column));
    } else if (key.startsWith(CONSTANT)) {
      ofColumn(key, CONSTANT, (table, column) -> constant(key, text, table, column));
    } else if (key.startsWith(CONVERT)) {
      ofColumn(key, CONVERT, (table, column) -> conversion(key, text, table, column));
    } else {
      problem(
          key,
          "there is no such key.",
          "Allowed behind "
              + PREFIX
              + ": schema.SCHEMA, table.TABLE, column.TABLE.COLUMN, ignore.old.TABLE,"
              + " ignore.new.TABLE, constant.TABLE.COLUMN, convert.TABLE.COLUMN.");
    }
  }

  private void schema(String key, String text) {
    String schema = key.substring(SCHEMA.length());
    if (!isName(schema) || !isName(text)) {
      problem(
          key,
          "'" + text + "' is not allowed.",
          "Allowed: the name of one schema of new (MySQL: database), behind that of one of old.");
    } else if (schemas.putIfAbsent(schema, text) != null) {
      twice(key);
    }
  }

  private void table(String key, String text) {
    Optional<MappedName> counterpart = MappedName.parse(text);
    if (counterpart.isEmpty()) {
      problem(
          key,
          "'" + text + "' is not allowed.",
          "Allowed: TABLE or SCHEMA.TABLE, as new calls it.");
      return;
    }
    of(key, key.substring(TABLE.length()))
        .ifPresent(
            table -> {
              if (table.counterpart().isPresent()) {
                twice(key);
              }
              table.counterpart(counterpart.get());
            });
  }

  private void ignored(String key, String text) {
    String rest = key.substring(IGNORE.length());
    for (Side side : Side.values()) {
      if (rest.startsWith(side.label() + '.')) {
        of(key, rest.substring(side.label().length() + 1))
            .ifPresent(table -> ignored(key, text, side, table));
        return;
      }
    }
    problem(
        key,
        "it doesn't say which side has the columns.",
        "Write " + IGNORE + "old.TABLE or " + IGNORE + "new.TABLE, with old's name of the table.");
  }

  private void ignored(String key, String text, Side side, TableMapping.Builder table) {
    List<String> columns =
        Arrays.stream(text.split(",", -1)).map(String::trim).collect(Collectors.toList());
    for (String column : columns) {
      if (!isName(column)) {
        problem(key, "'" + text + "' is not allowed.", "Allowed: columns, separated by commas.");
      } else if (!(side == Side.OLD ? table.leftOut() : table.added()).add(column)) {
        problem(key, "it names " + column + " twice.", "Name it once.");
      }
    }
  }

  private void renamed(String key, String text, TableMapping.Builder table, String column) {
    if (!isName(text)) {
      problem(key, "'" + text + "' is not allowed.", "Allowed: the name of one column of new.");
    } else if (table.renamed().putIfAbsent(column, text) != null) {
      twice(key);
    }
  }

  private void constant(String key, String text, TableMapping.Builder table, String column) {
    if (table.constants().putIfAbsent(column, text) != null) {
      twice(key);
    }
  }

  private void conversion(String key, String text, TableMapping.Builder table, String column) {
    Optional<Conversion> conversion = Conversion.named(text);
    if (conversion.isEmpty()) {
      problem(key, "'" + text + "' is no conversion.", "Allowed: " + Conversion.names() + ".");
    } else if (table.conversions().putIfAbsent(column, conversion.get()) != null) {
      twice(key);
    }
  }

  /** Something that is said of a column. */
  private interface OfColumn {
    void read(TableMapping.Builder table, String column);
  }

  private void ofColumn(String key, String kind, OfColumn reading) {
    String rest = key.substring(kind.length());
    int dot = rest.lastIndexOf('.');
    String column = rest.substring(dot + 1);
    if (dot < 0 || !isName(column)) {
      problem(
          key,
          "it names no column of a table.",
          "Write " + kind + "TABLE.COLUMN, or with the schema before the table.");
      return;
    }
    of(key, rest.substring(0, dot)).ifPresent(table -> reading.read(table, column));
  }

  /** All that is said of a table is collected under the name by which it is called. */
  private Optional<TableMapping.Builder> of(String key, String table) {
    Optional<MappedName> name = MappedName.parse(table);
    if (name.isEmpty()) {
      problem(
          key,
          "'" + table + "' is no name of a table.",
          "Name it as old does: TABLE or SCHEMA.TABLE, without quotes.");
    }
    return name.map(
        known -> tables.computeIfAbsent(known.folded(), unseen -> new TableMapping.Builder(known)));
  }

  private static boolean isName(String text) {
    return !text.isBlank() && text.indexOf('.') < 0 && text.indexOf(',') < 0;
  }

  private void twice(String key) {
    problem(key, "it is there twice, in another case.", "Keep one of the two: case doesn't count.");
  }

  private void problem(String key, String complaint, String remedy) {
    problems.add(new MappingProblem(key, complaint, remedy));
  }
}
