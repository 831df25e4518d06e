package dev.dualwrite.transition;

import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.divergence.DivergenceGroup;
import dev.dualwrite.divergence.DivergenceReport;
import dev.dualwrite.plan.SqlMasker;
import dev.dualwrite.state.State;
import dev.dualwrite.verify.VerifiedTable;
import dev.dualwrite.verify.VerifyRecord;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The condition that no divergence is open: that each was resolved, or what it concerns was found
 * equal since.
 */
final class DivergenceGate {
  private static final String NAME = "divergences";
  private static final int SHOWN = 3;

  private final Settings settings;
  private final State state;

  DivergenceGate(Settings settings, State state) {
    this.settings = settings;
    this.state = state;
  }

  Gate look() {
    SqlMasker masker = new SqlMasker(Dialects.forUrl(settings.oldDatabase().url()).lexing());
    VerifyRecord verified = VerifyRecord.of(state);
    try {
      List<DivergenceGroup> open =
          DivergenceReport.read(settings.divergenceLog(), masker).groups().stream()
              .filter(group -> group.open() > 0 && !isAnswered(group, verified))
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

  /** Whether all that it may concern was found equal afterwards. */
  private static boolean isAnswered(DivergenceGroup group, VerifyRecord verified) {
    List<VerifiedTable> concerned =
        verified.tables().stream()
            .filter(table -> group.table().map(name -> isCalled(table, name)).orElse(true))
            .collect(Collectors.toList());
    Instant last = Instant.parse(group.last());
    return !concerned.isEmpty()
        && concerned.stream()
            .map(VerifiedTable::provenSince)
            .allMatch(proven -> proven.filter(last::isBefore).isPresent());
  }

  private static boolean isCalled(VerifiedTable table, String name) {
    return table.names().stream().anyMatch(each -> each.toString().equals(name));
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
