package dev.dualwrite.command;

import dev.dualwrite.logging.Timestamps;
import dev.dualwrite.operations.AuditEntry;
import dev.dualwrite.operations.AuditReport;
import dev.dualwrite.operations.WriteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows an audit to people: what stands in the way first. */
final class AuditText {
  private static final int MOST_CHARACTERS = 500;

  private AuditText() {}

  static List<String> lines(AuditReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Words.oneLine(report.instance())
            + ", writes from "
            + Timestamps.text(report.since())
            + " to "
            + Timestamps.text(report.time()));
    report.plannedFor().ifPresent(planned -> lines.add("Planned for " + planned + "."));
    lines.add("");
    int number = 0;
    for (AuditEntry entry : report.entries()) {
      lines.addAll(entry(++number, entry));
      lines.add("");
    }
    if (report.furtherExecutions() > 0) {
      lines.add(further(report));
      lines.add("");
    }
    lines.add(summary(report));
    return lines;
  }

  private static List<String> entry(int number, AuditEntry entry) {
    List<String> lines = new ArrayList<>();
    lines.add(number + ". " + shortened(Words.oneLine(entry.text().sql())));
    facts(entry).lines().forEach(line -> lines.add("   " + line));
    return lines;
  }

  private static TextTable facts(AuditEntry entry) {
    TextTable facts = new TextTable();
    facts.row(
        "verdict",
        entry.noGo().map(reason -> "NO-GO: " + Words.oneLine(reason)).orElseGet(() -> go(entry)));
    WriteText text = entry.text();
    facts.row(
        "plan",
        text.kind()
            + text.table().map(table -> " of " + Words.oneLine(table)).orElse("")
            + ", by "
            + text.strategy());
    for (Map.Entry<String, String> hazard : text.hazards().entrySet()) {
      facts.row("hazard", hazard.getKey() + ": " + hazard.getValue());
    }
    text.reasons().forEach(reason -> facts.row("found", Words.oneLine(reason)));
    facts.row(
        "seen",
        Words.counted(entry.executions(), "time")
            + ", first "
            + Timestamps.text(entry.first())
            + ", last "
            + Timestamps.text(entry.last()));
    entry.origin().ifPresent(origin -> facts.row("first from", Words.oneLine(origin.toString())));
    return facts;
  }

  private static String go(AuditEntry entry) {
    return entry.text().leftOut() ? "go: the configuration leaves it out of mirroring" : "go";
  }

  private static String further(AuditReport report) {
    return "Further texts, too many to name, were executed "
        + Words.counted(report.furtherExecutions(), "time")
        + "; "
        + report.furtherUnmirrored()
        + " of those aren't mirrored.";
  }

  private static String summary(AuditReport report) {
    String texts = Words.counted(report.entries().size(), "text");
    return report.noGos() == 0
        ? "GO: " + texts + ", and all can be mirrored."
        : "NO-GO: " + report.noGos() + " of " + texts + " can't be mirrored as they are.";
  }

  private static String shortened(String sql) {
    return sql.length() <= MOST_CHARACTERS ? sql : sql.substring(0, MOST_CHARACTERS) + "…";
  }
}
