package dev.dualwrite.command;

import dev.dualwrite.backfill.BackfillPlan;
import dev.dualwrite.backfill.BackfillResult;
import dev.dualwrite.backfill.CopiedTable;
import dev.dualwrite.backfill.PlannedTable;
import dev.dualwrite.rows.Key;
import dev.dualwrite.verify.KeyText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows a backfill, done or planned, to people and to programs. */
final class BackfillText {
  private static final int MOST_SHOWN = 20;

  private BackfillText() {}

  static List<String> lines(BackfillResult result) {
    List<String> lines = new ArrayList<>();
    long rows = result.tables().stream().mapToLong(CopiedTable::rows).sum();
    lines.add(
        (result.left().isEmpty() ? "COPIED: " : "NOT ALL COPIED: ")
            + VerifyText.number(rows)
            + " rows of "
            + Words.counted(result.tables().size(), "table")
            + " in "
            + Words.time(result.took())
            + ", "
            + VerifyText.number(result.left().size())
            + " left."
            + (result.continued() ? " An earlier run had begun it." : ""));
    lines.add("");
    TextTable tables = new TextTable().row("table", "rows", "left", "seconds");
    for (CopiedTable table : result.tables()) {
      tables.row(
          Words.oneLine(table.table().toString()),
          VerifyText.number(table.rows()),
          VerifyText.number(table.left()),
          String.valueOf(table.took().toSeconds()));
    }
    tables.lines().forEach(line -> lines.add("  " + line));
    left(result.left(), lines);
    section("Set on the secondary:", result.sequences(), lines);
    section("Sequences to be looked after:", result.sequencesLeft(), lines);
    lines.add("");
    lines.add("This proves nothing: run verify.");
    return lines;
  }

  private static void left(Map<Key, String> left, List<String> lines) {
    if (left.isEmpty()) {
      return;
    }
    TextTable table = new TextTable().row("table", "key", "why it is left");
    left.entrySet().stream()
        .limit(MOST_SHOWN)
        .forEach(
            each ->
                table.row(
                    Words.oneLine(each.getKey().table().toString()),
                    RepairText.key(each.getKey()),
                    Words.oneLine(each.getValue())));
    lines.add("");
    table.lines().forEach(line -> lines.add("  " + line));
    if (left.size() > MOST_SHOWN) {
      lines.add("  … and " + VerifyText.number(left.size() - MOST_SHOWN) + " more");
    }
    lines.add("");
    lines.add(
        "These rows are in the divergence log. Correct what is wrong, and run repair --from-log.");
  }

  private static void section(String heading, List<String> texts, List<String> lines) {
    if (!texts.isEmpty()) {
      lines.add("");
      lines.add(heading);
      texts.forEach(text -> lines.add("  " + Words.oneLine(text)));
    }
  }

  static Map<String, Object> json(BackfillResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("done", result.left().isEmpty());
    json.put("continued", result.continued());
    json.put("seconds", result.took().toMillis() / 1_000.0);
    json.put(
        "tables", result.tables().stream().map(BackfillText::table).collect(Collectors.toList()));
    List<Object> left = new ArrayList<>();
    result
        .left()
        .forEach(
            (key, reason) -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("table", key.table().toString());
              row.put("key", KeyText.of(key));
              row.put("reason", reason);
              left.add(row);
            });
    json.put("left", left);
    json.put("sequences", result.sequences());
    json.put("sequencesLeft", result.sequencesLeft());
    return json;
  }

  private static Map<String, Object> table(CopiedTable table) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", table.table().toString());
    json.put("rows", table.rows());
    json.put("left", table.left());
    json.put("seconds", table.took().toMillis() / 1_000.0);
    return json;
  }

  static List<String> lines(BackfillPlan plan) {
    List<String> lines = new ArrayList<>();
    long rows = plan.tables().stream().mapToLong(PlannedTable::estimatedRows).sum();
    long problems = plan.tables().stream().filter(table -> !table.problems().isEmpty()).count();
    lines.add(
        Words.counted(plan.tables().size(), "table")
            + " with about "
            + VerifyText.number(rows)
            + " rows, in this order. Nothing was written."
            + (problems == 0 ? "" : " " + problems + " can't be copied."));
    lines.add("");
    TextTable tables = new TextTable().row("table", "about rows", "to", "second pass for", "");
    for (PlannedTable table : plan.tables()) {
      tables.row(
          Words.oneLine(table.name().toString()),
          VerifyText.number(table.estimatedRows()),
          table.secondaryName().map(String::valueOf).orElse("-"),
          String.join(", ", table.later()),
          table.problems().isEmpty() ? "" : "CAN'T BE COPIED");
    }
    tables.lines().forEach(line -> lines.add("  " + line));
    for (PlannedTable table : plan.tables()) {
      for (String problem : table.problems()) {
        lines.add("");
        lines.add("Table " + table.name() + " " + problem + ".");
      }
    }
    return lines;
  }

  static Map<String, Object> json(BackfillPlan plan) {
    List<Object> tables = new ArrayList<>();
    for (PlannedTable table : plan.tables()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("table", table.name().toString());
      table.secondaryName().ifPresent(name -> json.put("to", name.toString()));
      json.put("estimatedRows", table.estimatedRows());
      json.put("secondPassFor", table.later());
      json.put("problems", table.problems());
      tables.add(json);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("dryRun", true);
    json.put("copyable", plan.copyable());
    json.put("tables", tables);
    return json;
  }
}
