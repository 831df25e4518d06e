package dev.dualwrite.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.QueuedKey;
import dev.dualwrite.state.QueuedKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration COMMIT = Duration.ofSeconds(2);

  private final Schedule schedule = new Schedule(COMMIT, () -> 0.5);

  private static QueuedKey key(Owed owed, int looks) {
    Key key = Key.of(TableName.of("t"), List.of("id"), List.of(1));
    return QueuedKeys.of(key, owed, looks, 0, Instant.EPOCH, null, 1);
  }

  private List<Duration> looks(Owed owed, Outcome.Kind... kinds) {
    List<Duration> waits = new ArrayList<>();
    for (int look = 0; look < kinds.length; look++) {
      Optional<Duration> next = schedule.nextLook(key(owed, look), kinds[look]);
      if (next.isEmpty()) {
        assertEquals(kinds.length - 1, look, "ended before " + kinds[look]);
        return waits;
      }
      waits.add(next.get());
    }
    return waits;
  }

  @Test
  void aPresentRowIsLookedAtOnce() {
    assertEquals(List.of(), looks(Owed.KNOWN, Outcome.Kind.PRESENT));
  }

  @Test
  void anAbsentOneAgainAfterTheLongestCommit() {
    assertEquals(List.of(COMMIT), looks(Owed.KNOWN, Outcome.Kind.ABSENT, Outcome.Kind.ABSENT));
    assertEquals(List.of(COMMIT), looks(Owed.KNOWN, Outcome.Kind.DELETED, Outcome.Kind.ABSENT));
    assertEquals(List.of(COMMIT), looks(Owed.KNOWN, Outcome.Kind.DELETED, Outcome.Kind.PRESENT));
    assertEquals(
        List.of(COMMIT, COMMIT),
        looks(Owed.KNOWN, Outcome.Kind.ABSENT, Outcome.Kind.DELETED, Outcome.Kind.ABSENT));
  }

  @Test
  void anUnknownOutcomeIsLookedAtForTwentyMinutes() {
    Outcome.Kind present = Outcome.Kind.PRESENT;
    assertEquals(
        List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofMinutes(20)),
        looks(Owed.UNKNOWN, present, present, present, present, present));
  }

  @Test
  void anUnknownAbsentOneIsNotLookedAtBeforeTheLongestCommitIsOver() {
    Outcome.Kind absent = Outcome.Kind.ABSENT;
    assertEquals(
        List.of(
            COMMIT, Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(20), COMMIT),
        looks(Owed.UNKNOWN, absent, absent, absent, absent, absent, absent));
  }

  @Test
  void aRefusedRowIsTriedTenTimesWithDoubledWaitsUpToAMinute() {
    List<Long> millis = new ArrayList<>();
    int attempts = 0;
    for (Optional<Duration> wait = schedule.afterRefusal(0);
        wait.isPresent();
        wait = schedule.afterRefusal(attempts)) {
      millis.add(wait.get().toMillis());
      attempts++;
    }
    assertEquals(List.of(200L, 400L, 800L, 1600L, 3200L, 6400L, 12_800L, 25_600L, 51_200L), millis);
  }

  @Test
  void aRowThatWaitsForAnotherIsTriedForAboutThreeMinutes() {
    Instant now = Instant.EPOCH.plusMillis(17);
    int attempts = 0;
    for (Optional<Instant> next = schedule.whileObstructed(0, now);
        next.isPresent();
        next = schedule.whileObstructed(attempts, now)) {
      now = next.get();
      attempts++;
    }
    assertEquals(39, attempts);
    assertEquals(3, Duration.between(Instant.EPOCH, now).toMinutes() + 1, now.toString());
  }

  @Test
  void rowsThatWaitForEachOtherAreTriedAtTheSameMoments() {
    Instant now = Instant.parse("2026-01-01T00:00:02.600Z");
    assertEquals(
        Optional.of(Instant.parse("2026-01-01T00:00:10Z")), schedule.whileObstructed(6, now));
    assertEquals(
        schedule.whileObstructed(6, now),
        schedule.whileObstructed(30, Instant.parse("2026-01-01T00:00:07.300Z")));
    assertEquals(
        Optional.of(Instant.parse("2026-01-01T00:00:02.700Z")), schedule.whileObstructed(0, now));
  }

  @Test
  void aLockedRowIsAskedForLessOftenTheLongerItIsLocked() {
    assertEquals(Duration.ofMillis(100), schedule.whileLocked(Duration.ZERO));
    assertEquals(Duration.ofSeconds(1), schedule.whileLocked(Duration.ofSeconds(8)));
    assertEquals(Duration.ofSeconds(10), schedule.whileLocked(Duration.ofHours(1)));
  }

  @Test
  void waitsDifferByAQuarterEachWay() {
    assertEquals(Duration.ofMillis(75), new Schedule(COMMIT, () -> 0).whileLocked(Duration.ZERO));
    assertTrue(new Schedule(COMMIT, () -> 0.999).whileLocked(Duration.ZERO).toMillis() < 125);
  }
}
