package dev.dualwrite.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.divergence.DivergenceAction;
import dev.dualwrite.divergence.DivergenceKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The rows that a divergence log, or the last verification, names and that may still differ. */
public final class KeyList {
  private final Set<NamedRow> rows = new LinkedHashSet<>();
  private long keyless;

  private KeyList() {}

  /**
   * Reads a file of JSON objects, one a line; what is no object is passed over.
   *
   * @throws IOException when the file can't be read
   */
  public static KeyList read(Path file) throws IOException {
    KeyList list = new KeyList();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        list.add(line);
      }
    }
    return list;
  }

  private void add(String line) throws IOException {
    try {
      if (!line.isBlank()) {
        add(JSON.std.mapFrom(line));
      }
    } catch (JsonProcessingException torn) {
      // The end of a log that a crash or a full disk has cut off.
    }
  }

  private void add(Map<String, Object> object) {
    Object table = object.get("table");
    Object key = object.get("key");
    boolean over =
        DivergenceKind.RESOLVED.label().equals(object.get("kind"))
            || DivergenceAction.REPAIRED.label().equals(object.get("action"));
    if (!(table instanceof String) || !(key instanceof Map)) {
      keyless += over ? 0 : 1;
      return;
    }
    NamedRow row = NamedRow.of((String) table, (Map<?, ?>) key);
    if (over) {
      rows.remove(row);
    } else {
      rows.add(row);
    }
  }

  /** Returns the rows, each once, as they were named first. */
  public List<NamedRow> rows() {
    return new ArrayList<>(rows);
  }

  /** Returns how many records name no row. */
  public long keyless() {
    return keyless;
  }

  /** A table's name with the values of a key, as JSON has them. */
  public static final class NamedRow {
    private final String table;
    private final Map<String, Object> key;

    private NamedRow(String table, Map<String, Object> key) {
      this.table = table;
      this.key = key;
    }

    /** Names a row of a table. */
    public static NamedRow of(String table, Map<?, ?> key) {
      Map<String, Object> values = new LinkedHashMap<>();
      key.forEach((column, value) -> values.put(String.valueOf(column), value));
      return new NamedRow(table, values);
    }

    /** Returns the table's name, with dots. */
    public String table() {
      return table;
    }

    /** Returns the values by column. */
    public Map<String, Object> key() {
      return key;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof NamedRow
          && table.equals(((NamedRow) other).table)
          && key.equals(((NamedRow) other).key);
    }

    @Override
    public int hashCode() {
      return Objects.hash(table, key);
    }

    @Override
    public String toString() {
      return "row of " + table;
    }
  }
}
