package dev.dualwrite.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.dualwrite.operations.Condition;
import dev.dualwrite.operations.Lag;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillLagTest {
  @TempDir Path folder;

  /** Keys of children stay queued until their parents are copied: slower would make it worse. */
  @ParameterizedTest
  @CsvSource({"INLINE, false", "ASYNC, false", "CATCHING_UP, true"})
  void whatCountsIsWhetherTheApplicationCatchesUpAndNotWhatIsQueued(
      Condition condition, boolean behind) throws Exception {
    Lag lag = new Lag(5_000, 0, 0, Optional.of(300L), 0);
    try (RunningInstance application =
        RunningInstance.start(folder, status -> status.condition(condition).lag(lag), scope -> 0)) {
      assertEquals(behind, new BackfillLag(folder.resolve("state")).fallsBehind());
    }
  }

  @Test
  void withoutAnApplicationNothingIsBehind() {
    assertFalse(new BackfillLag(folder).fallsBehind());
  }
}
