package dev.dualwrite.transition;

import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.divergence.DivergenceGroup;
import dev.dualwrite.divergence.DivergenceReport;
import dev.dualwrite.plan.SqlMasker;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Collectors;

/** The divergences that nothing has resolved since, as a condition. */
final class DivergenceGate {
  private static final String NAME = "divergences";
  private static final int SHOWN = 3;

  private final Settings settings;

  DivergenceGate(Settings settings) {
    this.settings = settings;
  }

  Gate look() {
    SqlMasker masker = new SqlMasker(Dialects.forUrl(settings.oldDatabase().url()).lexing());
    try {
      List<DivergenceGroup> open =
          DivergenceReport.read(settings.divergenceLog(), masker).groups().stream()
              .filter(group -> group.open() > 0)
              .collect(Collectors.toList());
      return open.isEmpty() ? Gate.open(NAME, "none is open") : held(open);
    } catch (NoSuchFileException none) {
      return Gate.open(NAME, "there is no log yet");
    } catch (IOException unreadable) {
      return Gate.held(
          NAME,
          settings.divergenceLog() + " can't be read: " + unreadable,
          "Let the application's user read it");
    }
  }

  private static Gate held(List<DivergenceGroup> open) {
    String shown =
        open.stream()
            .limit(SHOWN)
            .map(
                group ->
                    group.open()
                        + " "
                        + group.kind()
                        + group.table().map(t -> " in " + t).orElse(""))
            .collect(Collectors.joining(", "));
    return Gate.held(
        NAME,
        shown + (open.size() > SHOWN ? ", and more" : ""),
        "See report; repair, then verify the tables they are in");
  }
}
