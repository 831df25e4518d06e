package dev.dualwrite.command;

import dev.dualwrite.divergence.DivergenceGroup;
import dev.dualwrite.divergence.DivergenceReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows a report to programs. */
final class ReportJson {
  private ReportJson() {}

  static Map<String, Object> of(Path log, DivergenceReport report) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("log", log.toAbsolutePath().toString());
    result.put("files", report.files().stream().map(Path::toString).collect(Collectors.toList()));
    result.put("records", report.records());
    result.put("open", report.open());
    result.put("unreadable", report.unreadable());
    result.put(
        "groups", report.groups().stream().map(ReportJson::group).collect(Collectors.toList()));
    return result;
  }

  private static Map<String, Object> group(DivergenceGroup group) {
    Map<String, Object> result = new LinkedHashMap<>();
    group.table().ifPresent(table -> result.put("table", table));
    result.put("kind", group.kind());
    group.sql().ifPresent(sql -> result.put("sql", sql));
    result.put("count", group.count());
    result.put("open", group.open());
    result.put("first", group.first());
    result.put("last", group.last());
    result.put(
        "examples",
        group.examples().stream().map(ReportJson::example).collect(Collectors.toList()));
    return result;
  }

  private static Map<String, Object> example(DivergenceGroup.Example example) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("at", example.place());
    result.putAll(example.fields());
    return result;
  }
}
