package dev.dualwrite.command;

import dev.dualwrite.plan.Hazard;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.Strategy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows explanations to people. */
final class ExplainText {
  private ExplainText() {}

  static List<String> lines(OldDatabase old, List<Explanation> explanations) {
    List<String> lines = new ArrayList<>();
    old.unknownBecause()
        .ifPresent(
            reason -> {
              lines.add("The old database can't be asked: " + reason);
              lines.add(
                  "So its tables' keys, defaults and triggers are unknown, and what follows says"
                      + " only what the text tells.");
              lines.add("");
            });
    for (int index = 0; index < explanations.size(); index++) {
      lines.addAll(explanation(index + 1, explanations.get(index)));
      lines.add("");
    }
    lines.add(summary(explanations));
    return lines;
  }

  private static List<String> explanation(int number, Explanation explanation) {
    List<String> lines = new ArrayList<>();
    lines.add(number + ". " + Words.oneLine(explanation.sql()));
    facts(explanation).lines().forEach(line -> lines.add("   " + line));
    return lines;
  }

  private static TextTable facts(Explanation explanation) {
    Plan plan = explanation.plan();
    TextTable facts = new TextTable();
    facts.row("strategy", plan.strategy().label() + ": " + Explanation.meaning(plan));
    facts.row("kind", plan.kind().name().toLowerCase(Locale.ROOT));
    explanation.table().ifPresent(name -> facts.row("table", name + key(plan)));
    if (explanation.leftOut()) {
      facts.row("left out", "by dualwrite.tables.include or .exclude, so it is not mirrored");
    }
    Explanation.words(plan.keysBefore()).ifPresent(keys -> facts.row("keys before", keys));
    Explanation.words(plan.keysAfter()).ifPresent(keys -> facts.row("keys after", keys));
    for (Hazard hazard : plan.hazards()) {
      facts.row("hazard", hazard.label() + ": " + hazard.explanation());
    }
    plan.reasons().forEach(reason -> facts.row("found", Words.oneLine(reason)));
    plan.parts().forEach(part -> facts.row("part", part(part)));
    return facts;
  }

  private static String key(Plan plan) {
    return plan.table()
        .map(
            table ->
                table.hasPrimaryKey()
                    ? ", primary key (" + String.join(", ", table.primaryKey()) + ")"
                    : ", without a primary key")
        .orElse("");
  }

  private static String part(Plan part) {
    return part.strategy().label() + ": " + Words.oneLine(part.sql());
  }

  private static String summary(List<Explanation> explanations) {
    Map<Strategy, Integer> counts = new EnumMap<>(Strategy.class);
    explanations.forEach(each -> counts.merge(each.plan().strategy(), 1, Integer::sum));
    return Words.counted(explanations.size(), "statement")
        + ": "
        + counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().label())
            .collect(Collectors.joining(", "));
  }
}
