package dev.dualwrite.command;

import dev.dualwrite.rows.Key;
import dev.dualwrite.verify.Difference;
import dev.dualwrite.verify.DifferenceJson;
import dev.dualwrite.verify.KeyText;
import dev.dualwrite.verify.RepairResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows what a repair did, or would do. */
final class RepairText {
  private static final int MOST_SHOWN = 100;

  private RepairText() {}

  static List<String> lines(RepairResult result) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Words.counted(result.written(), "row")
            + " copied from the primary, "
            + Words.counted(result.deleted(), "row")
            + " absent on both sides now, "
            + result.left().size()
            + " left.");
    if (!result.left().isEmpty()) {
      TextTable table = new TextTable();
      table.row("table", "key", "why it is left");
      result.left().entrySet().stream()
          .limit(MOST_SHOWN)
          .forEach(
              each ->
                  table.row(
                      Words.oneLine(each.getKey().table().toString()),
                      key(each.getKey()),
                      Words.oneLine(each.getValue())));
      table.lines().forEach(line -> lines.add("  " + line));
    }
    lines.add("Run verify to prove it.");
    return lines;
  }

  static Map<String, Object> json(RepairResult result) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("copied", result.written());
    object.put("absent", result.deleted());
    List<Object> left = new ArrayList<>();
    result
        .left()
        .forEach(
            (key, reason) ->
                left.add(
                    Map.of(
                        "table", key.table().toString(),
                        "key", KeyText.of(key),
                        "reason", reason)));
    object.put("left", left);
    object.put("done", left.isEmpty());
    return object;
  }

  static List<String> lines(int keys, List<Difference> differences) {
    List<String> lines = new ArrayList<>();
    lines.add(differences.size() + " of " + Words.counted(keys, "row") + " would be repaired.");
    TextTable table = new TextTable();
    for (Difference difference : differences.subList(0, Math.min(MOST_SHOWN, differences.size()))) {
      table.row(
          action(difference),
          Words.oneLine(difference.key().table().toString()),
          key(difference.key()),
          Words.oneLine(String.join(", ", difference.fields())));
    }
    table.lines().forEach(line -> lines.add("  " + line));
    if (differences.size() > MOST_SHOWN) {
      lines.add("  … and " + (differences.size() - MOST_SHOWN) + " more");
    }
    return lines;
  }

  private static String action(Difference difference) {
    switch (difference.kind()) {
      case MISSING:
        return "insert";
      case EXTRA:
        return "delete";
      case DIFFERS:
        return "update";
    }
    throw new AssertionError(difference.kind());
  }

  static Map<String, Object> json(int keys, List<Difference> differences) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("rows", keys);
    object.put(
        "differences", differences.stream().map(DifferenceJson::of).collect(Collectors.toList()));
    return object;
  }

  /** The key as the command line takes it. */
  static String key(Key key) {
    return Words.oneLine(
        KeyText.of(key).entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(", ")));
  }
}
