package dev.dualwrite.command;

import dev.dualwrite.plan.Hazard;
import dev.dualwrite.plan.KeySource;
import dev.dualwrite.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows explanations to programs. */
final class ExplainJson {
  private ExplainJson() {}

  static Map<String, Object> of(OldDatabase old, List<Explanation> explanations) {
    Map<String, Object> result = new LinkedHashMap<>();
    old.unknownBecause().ifPresent(reason -> result.put("tablesUnknown", reason));
    result.put(
        "statements",
        explanations.stream().map(ExplainJson::statement).collect(Collectors.toList()));
    return result;
  }

  private static Map<String, Object> statement(Explanation explanation) {
    Map<String, Object> result = plan(explanation.sql(), explanation.plan());
    if (explanation.leftOut()) {
      result.put("leftOut", true);
    }
    return result;
  }

  private static Map<String, Object> plan(String sql, Plan plan) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("sql", sql);
    result.put("kind", plan.kind().name().toLowerCase(Locale.ROOT));
    result.put("strategy", plan.strategy().label());
    plan.tableName().ifPresent(name -> result.put("table", name.toString()));
    plan.table().ifPresent(table -> result.put("primaryKey", table.primaryKey()));
    keys(result, "keysBefore", plan.keysBefore());
    keys(result, "keysAfter", plan.keysAfter());
    result.put(
        "hazards", plan.hazards().stream().map(ExplainJson::hazard).collect(Collectors.toList()));
    result.put("reasons", plan.reasons());
    if (!plan.parts().isEmpty()) {
      result.put(
          "parts",
          plan.parts().stream().map(part -> plan(part.sql(), part)).collect(Collectors.toList()));
    }
    return result;
  }

  private static void keys(Map<String, Object> result, String name, KeySource source) {
    if (source.type() == KeySource.Type.NONE) {
      return;
    }
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("source", source.type().name().toLowerCase(Locale.ROOT));
    Explanation.words(source).ifPresent(words -> keys.put("meaning", words));
    result.put(name, keys);
  }

  private static Map<String, Object> hazard(Hazard hazard) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("name", hazard.label());
    result.put("explanation", hazard.explanation());
    return result;
  }
}
