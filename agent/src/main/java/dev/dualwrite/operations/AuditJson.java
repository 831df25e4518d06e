package dev.dualwrite.operations;

import dev.dualwrite.divergence.Origin;
import dev.dualwrite.logging.Timestamps;
import dev.dualwrite.state.JsonFields;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The audit as JSON, and back. */
public final class AuditJson {
  private AuditJson() {}

  /** The report as a JSON object. */
  public static Map<String, Object> of(AuditReport report) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("instance", report.instance());
    result.put("since", Timestamps.text(report.since()));
    result.put("time", Timestamps.text(report.time()));
    report.plannedFor().ifPresent(planned -> result.put("plannedFor", planned));
    result.put("verdict", report.verdict());
    result.put("noGos", report.noGos());
    result.put(
        "statements", report.entries().stream().map(AuditJson::entry).collect(Collectors.toList()));
    if (report.furtherExecutions() > 0) {
      result.put("furtherExecutions", report.furtherExecutions());
      result.put("furtherUnmirrored", report.furtherUnmirrored());
    }
    return result;
  }

  private static Map<String, Object> entry(AuditEntry entry) {
    Map<String, Object> result = new LinkedHashMap<>();
    WriteText text = entry.text();
    result.put("sql", text.sql());
    result.put("verdict", entry.noGo().isPresent() ? "no-go" : "go");
    entry.noGo().ifPresent(reason -> result.put("because", reason));
    result.put("kind", text.kind());
    result.put("strategy", text.strategy());
    text.table().ifPresent(table -> result.put("table", table));
    result.put("hazards", hazards(text.hazards()));
    result.put("reasons", text.reasons());
    if (text.leftOut()) {
      result.put("leftOut", true);
    }
    entry.obstacle().ifPresent(obstacle -> result.put("obstacle", obstacle));
    result.put("executions", entry.executions());
    result.put("first", Timestamps.text(entry.first()));
    result.put("last", Timestamps.text(entry.last()));
    entry.origin().ifPresent(origin -> result.put("origin", origin(origin)));
    return result;
  }

  private static List<Map<String, Object>> hazards(Map<String, String> hazards) {
    List<Map<String, Object>> result = new ArrayList<>();
    hazards.forEach(
        (name, explanation) -> {
          Map<String, Object> hazard = new LinkedHashMap<>();
          hazard.put("name", name);
          hazard.put("explanation", explanation);
          result.add(hazard);
        });
    return result;
  }

  private static Map<String, Object> origin(Origin origin) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("class", origin.className());
    result.put("method", origin.method());
    if (origin.line() > 0) {
      result.put("line", origin.line());
    }
    return result;
  }

  /**
   * Reads a report.
   *
   * @throws IOException when the text is no JSON object
   */
  public static AuditReport read(String text) throws IOException {
    return read(JsonFields.parse(text));
  }

  static AuditReport read(JsonFields fields) {
    return new AuditReport(
        fields.text("instance", "?"),
        fields.time("since").orElse(Instant.EPOCH),
        fields.time("time").orElse(Instant.EPOCH),
        fields.text("plannedFor"),
        fields.objects("statements").stream().map(AuditJson::entry).collect(Collectors.toList()),
        fields.number("furtherExecutions", 0),
        fields.number("furtherUnmirrored", 0));
  }

  private static AuditEntry entry(JsonFields fields) {
    Map<String, String> hazards = new LinkedHashMap<>();
    for (JsonFields hazard : fields.objects("hazards")) {
      hazards.put(hazard.text("name", "?"), hazard.text("explanation", ""));
    }
    WriteText text =
        new WriteText(
            fields.text("sql", ""),
            fields.text("kind", "other"),
            fields.text("strategy", "?"),
            fields.text("table"),
            hazards,
            fields.texts("reasons"),
            fields.flag("leftOut"));
    return new AuditEntry(
        text,
        fields.number("executions", 0),
        fields.time("first").orElse(Instant.EPOCH),
        fields.time("last").orElse(Instant.EPOCH),
        fields.object("origin").flatMap(AuditJson::origin),
        fields.text("obstacle"));
  }

  private static Optional<Origin> origin(JsonFields fields) {
    return fields
        .text("class")
        .map(name -> new Origin(name, fields.text("method", "?"), (int) fields.number("line", -1)));
  }
}
