package dev.dualwrite.command;

import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.JsonFields;
import dev.dualwrite.transition.ChangeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows the phase, its gates and its changes to people. */
final class PhaseText {
  private PhaseText() {}

  static List<String> view(JsonFields view) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Phase "
            + word(view, "phase")
            + view.text("since").map(since -> since(view, since)).orElse(""));
    for (JsonFields change : view.objects("changes")) {
      lines.add("  " + change(change));
    }
    for (JsonFields step : view.objects("steps")) {
      lines.add("");
      lines.add(
          word(step, "to")
              + (step.flag("movesAuthority") ? ", which moves authority" : "")
              + (step.flag("open") ? ": open" : ": HELD"));
      lines.addAll(gates(step.objects("gates")));
    }
    view.decimal("expectedPauseMillis")
        .ifPresent(
            pause ->
                lines.add(
                    "\nA move of authority, forth or back, is expected to hold transactions for about "
                        + millis(pause)
                        + ", as the last ones did."));
    return lines;
  }

  private static String since(JsonFields view, String since) {
    return " since "
        + Words.oneLine(since)
        + ", "
        + Words.time(Duration.ofSeconds(view.number("sinceSeconds", 0)))
        + " ago";
  }

  private static String change(JsonFields change) {
    return word(change, "time")
        + "  "
        + word(change, "from")
        + " to "
        + word(change, "to")
        + ", by "
        + word(change, "origin")
        + change
            .decimal("pauseMillis")
            .filter(pause -> pause > 0)
            .map(pause -> ", pause " + millis(pause))
            .orElse("")
        + (change.flag("forced") ? ", BY FORCE" : "");
  }

  static List<String> result(JsonFields result) {
    List<String> lines = new ArrayList<>();
    lines.add(verdict(result));
    lines.addAll(gates(result.objects("gates")));
    result.texts("notes").forEach(note -> lines.add("Note: " + Words.oneLine(note) + "."));
    return lines;
  }

  private static String verdict(JsonFields result) {
    String from = word(result, "from");
    String to = word(result, "to");
    ChangeResult.Outcome outcome =
        ChangeResult.outcome(result).orElse(ChangeResult.Outcome.REFUSED);
    switch (outcome) {
      case CHANGED:
        return "The phase is " + to + " now; before, " + from + "." + pause(result);
      case SAME:
        return "The phase is " + to + " already.";
      case REFUSED:
        return "REFUSED: the phase stays " + from + ".";
      case WOULD_CHANGE:
        return "All gates from " + from + " to " + to + " are open; nothing was changed.";
      case WOULD_REFUSE:
        return "From " + from + " to " + to + " a gate holds; nothing was changed.";
    }
    throw new AssertionError(outcome);
  }

  private static String pause(JsonFields result) {
    return result
        .decimal("pauseMillis")
        .map(
            pause ->
                " Transactions were held back for "
                    + millis(pause)
                    + ", none longer than "
                    + millis(result.decimal("longestWaitMillis").orElse(0.0))
                    + "."
                    + (word(result, "to").equals(Phase.NEW_ONLY.label())
                        ? " There is no way back from here."
                        : " Going back takes about as long."))
        .orElse("");
  }

  private static List<String> gates(List<JsonFields> gates) {
    TextTable table = new TextTable();
    for (JsonFields gate : gates) {
      table.row(gate.flag("open") ? "open" : "HELD", word(gate, "gate"), word(gate, "found"));
      gate.text("remedy").ifPresent(remedy -> table.row("", "", "-> " + Words.oneLine(remedy)));
    }
    List<String> lines = new ArrayList<>();
    table.lines().forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, "%.1f ms", millis);
  }

  private static String word(JsonFields fields, String name) {
    return Words.oneLine(fields.text(name, "?"));
  }
}
