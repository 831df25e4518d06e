package dev.dualwrite.command;

import dev.dualwrite.divergence.DivergenceGroup;
import dev.dualwrite.divergence.DivergenceReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Shows a report to people: a table of the groups, then examples of each. */
final class ReportText {
  private static final int MAX_SQL = 500;

  private ReportText() {}

  static List<String> lines(Path log, DivergenceReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        log.toAbsolutePath()
            + " ("
            + Words.counted(report.files().size(), "file")
            + "): "
            + Words.counted(report.records(), "record")
            + ", "
            + report.open()
            + " open");
    if (!report.unreadable().isEmpty()) {
      lines.add(unreadable(report.unreadable()));
    }
    if (!report.groups().isEmpty()) {
      lines.add("");
      lines.addAll(table(report.groups()));
    }
    for (int index = 0; index < report.groups().size(); index++) {
      lines.add("");
      lines.addAll(details(index + 1, report.groups().get(index)));
    }
    return lines;
  }

  private static String unreadable(List<String> places) {
    return Words.counted(places.size(), "line")
        + " passed over, as a crash or a full disk cuts them off: "
        + String.join(", ", places.subList(0, Math.min(5, places.size())))
        + (places.size() > 5 ? ", …" : "");
  }

  private static List<String> table(List<DivergenceGroup> groups) {
    TextTable table = new TextTable();
    table.row("group", "open", "records", "kind", "table", "first", "last");
    for (int index = 0; index < groups.size(); index++) {
      DivergenceGroup group = groups.get(index);
      table.row(
          String.valueOf(index + 1),
          String.valueOf(group.open()),
          String.valueOf(group.count()),
          Words.oneLine(group.kind()),
          Words.oneLine(group.table().orElse("-")),
          group.first(),
          group.last());
    }
    return table.lines();
  }

  private static List<String> details(int number, DivergenceGroup group) {
    List<String> lines = new ArrayList<>();
    String kind = number + ". " + group.kind();
    lines.add(Words.oneLine(kind + group.table().map(table -> " in " + table).orElse("")));
    group.sql().ifPresent(sql -> lines.add("   " + shortened(Words.oneLine(sql))));
    group.examples().forEach(example -> lines.add("   " + Words.oneLine(example(example))));
    if (group.count() > group.examples().size()) {
      lines.add("   and " + (group.count() - group.examples().size()) + " more");
    }
    return lines;
  }

  private static String example(DivergenceGroup.Example example) {
    Map<String, Object> fields = example.fields();
    StringBuilder line = new StringBuilder(example.place()).append(':');
    line.append(part(fields, "key", " key "));
    line.append(part(fields, "expected", " expected "));
    line.append(part(fields, "actual", " actual "));
    line.append(part(fields, "side", " on "));
    part(fields.get("error"), "state")
        .ifPresent(state -> line.append(" [").append(state).append("]"));
    part(fields.get("error"), "message").ifPresent(message -> line.append(' ').append(message));
    line.append(part(fields, "action", ", "));
    part(fields.get("origin"), "class").ifPresent(name -> line.append(", from ").append(name));
    part(fields.get("origin"), "method").ifPresent(name -> line.append('.').append(name));
    part(fields.get("origin"), "line").ifPresent(number -> line.append(':').append(number));
    return line.toString();
  }

  private static String part(Map<String, Object> fields, String name, String before) {
    Object value = fields.get(name);
    return value == null ? "" : before + value;
  }

  /** A field of a nested object; another program may have written something else there. */
  private static Optional<String> part(Object object, String name) {
    return object instanceof Map
        ? Optional.ofNullable(((Map<?, ?>) object).get(name)).map(Objects::toString)
        : Optional.empty();
  }

  private static String shortened(String sql) {
    return sql.length() <= MAX_SQL ? sql : sql.substring(0, MAX_SQL) + "…";
  }
}
