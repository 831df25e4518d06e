package dev.dualwrite.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PhaseTest {

  @Test
  void everyPhaseIsParsedFromItsLabel() {
    for (Phase phase : Phase.values()) {
      assertEquals(Optional.of(phase), Phase.parse(phase.label()));
    }
    assertEquals(
        List.of("old-only", "new-secondary", "both-required", "new-primary", "new-only"),
        Arrays.stream(Phase.values()).map(Phase::label).toList());
  }

  @Test
  void anUnknownLabelIsNoPhase() {
    assertEquals(Optional.empty(), Phase.parse("OLD_ONLY"));
    assertEquals(Optional.empty(), Phase.parse(""));
  }

  @Test
  void writesReachBothDatabasesInTheThreeMiddlePhases() {
    assertEquals(
        EnumSet.of(Phase.NEW_SECONDARY, Phase.BOTH_REQUIRED, Phase.NEW_PRIMARY),
        phasesThatMirror());
  }

  @Test
  void theNewDatabaseIsAuthoritativeInTheLastTwoPhases() {
    for (Phase phase : Phase.values()) {
      boolean last = phase == Phase.NEW_PRIMARY || phase == Phase.NEW_ONLY;
      assertEquals(last ? Side.NEW : Side.OLD, phase.primary());
    }
  }

  @Test
  void onlyTheFirstPhaseGoesWithoutTheNewDatabase() {
    for (Phase phase : Phase.values()) {
      assertEquals(phase != Phase.OLD_ONLY, phase.needsNewDatabase());
    }
  }

  @Test
  void theOtherSideOfASideIsNotItself() {
    assertEquals(Side.NEW, Side.OLD.other());
    assertEquals(Side.OLD, Side.NEW.other());
  }

  private static Set<Phase> phasesThatMirror() {
    return Arrays.stream(Phase.values()).filter(Phase::mirrors).collect(Collectors.toSet());
  }
}
