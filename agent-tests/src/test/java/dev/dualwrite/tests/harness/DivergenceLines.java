package dev.dualwrite.tests.harness;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The lines of a divergence log. */
public record DivergenceLines(List<Map<String, Object>> lines) {

  /** Reads a log; one that isn't there has no lines. */
  public static DivergenceLines read(Path log) throws IOException {
    List<Map<String, Object>> lines = new ArrayList<>();
    if (Files.exists(log)) {
      for (String line : Files.readAllLines(log)) {
        lines.add(JSON.std.mapFrom(line));
      }
    }
    return new DivergenceLines(lines);
  }

  /** Returns the lines of one kind. */
  public DivergenceLines ofKind(String kind) {
    return with("kind", kind);
  }

  /** Returns the lines that have this value in this field. */
  public DivergenceLines with(String field, Object value) {
    return new DivergenceLines(
        lines.stream().filter(line -> Objects.equals(line.get(field), value)).toList());
  }

  /** Returns the lines that name a table, in their field {@code table} or in their SQL. */
  public DivergenceLines naming(String table) {
    return new DivergenceLines(lines.stream().filter(line -> names(line, table)).toList());
  }

  /** Returns the lines that name no table whose name has this in it. */
  public DivergenceLines notNaming(String table) {
    return new DivergenceLines(lines.stream().filter(line -> !names(line, table)).toList());
  }

  private static boolean names(Map<String, Object> line, String table) {
    String text = line.get("table") + " " + line.get("sql");
    return text.toLowerCase(Locale.ROOT).contains(table.toLowerCase(Locale.ROOT));
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  public int size() {
    return lines.size();
  }
}
