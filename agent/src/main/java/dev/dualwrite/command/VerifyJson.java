package dev.dualwrite.command;

import dev.dualwrite.logging.Timestamps;
import dev.dualwrite.verify.Difference;
import dev.dualwrite.verify.DifferenceJson;
import dev.dualwrite.verify.TableResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows a verification to programs. */
final class VerifyJson {
  private VerifyJson() {}

  static Map<String, Object> of(VerifyReport report) {
    List<Difference> named = report.named();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("strategy", report.strategy().label());
    result.put("phase", report.phase().label());
    result.put("primary", report.databases().primary().side().label());
    result.put("begun", Timestamps.text(report.begun()));
    result.put("seconds", report.took().toMillis() / 1_000.0);
    result.put("clean", report.clean());
    result.put(
        "tables", report.tables().stream().map(VerifyJson::table).collect(Collectors.toList()));
    result.put("differences", named.stream().map(DifferenceJson::of).collect(Collectors.toList()));
    result.put("furtherDifferences", report.differences() - named.size());
    return result;
  }

  private static Map<String, Object> table(TableResult table) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("table", table.table().toString());
    result.put("strategy", table.strategy().label());
    result.put("rows", table.rows());
    result.put("secondaryRows", table.secondaryRows());
    result.put("checked", table.checked());
    result.put("missing", table.missing());
    result.put("extra", table.extra());
    result.put("different", table.different());
    result.put("unsettled", table.unsettled());
    result.put("clean", table.clean());
    table.note().ifPresent(note -> result.put("note", note));
    table.failure().ifPresent(failure -> result.put("notVerified", failure));
    return result;
  }
}
