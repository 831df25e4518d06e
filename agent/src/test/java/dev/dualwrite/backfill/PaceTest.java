package dev.dualwrite.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static Pace pace(OptionalLong rate) {
    return new Pace(new BackfillOptions(Duration.ofMillis(500), 2, rate, Duration.ofSeconds(1)));
  }

  @Test
  void chunksGrowToWhatFitsIntoTheirTime() {
    Pace pace = pace(OptionalLong.empty());
    for (int i = 0; i < 20; i++) {
      int rows = pace.chunkRows();
      pace.copied(rows, Duration.ofNanos(rows * 100_000L));
    }

    assertEquals(5_000, pace.chunkRows(), 50);
  }

  @Test
  void slowRowsMakeSmallChunks() {
    Pace pace = pace(OptionalLong.empty());
    for (int i = 0; i < 20; i++) {
      int rows = pace.chunkRows();
      pace.copied(rows, Duration.ofMillis(rows * 100L));
    }

    assertEquals(5, pace.chunkRows(), 1);
  }

  @Test
  void whoeverWaitsMakesThemSmallerForAWhile() {
    Pace pace = pace(OptionalLong.empty());
    int before = pace.chunkRows();
    for (int i = 0; i < 10; i++) {
      pace.slower();
    }
    assertEquals(before, 16 * pace.chunkRows(), 16);
    for (int i = 0; i < 20; i++) {
      pace.faster();
    }

    assertEquals(before, pace.chunkRows());
  }

  @Test
  void theRateBoundsAChunkToo() {
    assertTrue(pace(OptionalLong.of(100)).chunkRows() <= 50);
    assertEquals(1, pace(OptionalLong.of(1)).chunkRows());
  }
}
