package dev.dualwrite.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<String> messages = new ArrayList<>();
  private final Alarm alarm = new Alarm(Path.of("/logs/d.jsonl"), messages::add, clock::get);

  @Test
  void theFirstFailureIsReportedAtOnceAndTheNextAfterHalfAMinute() {
    alarm.raise("full", 1, 0);
    alarm.raise("full", 2, 0);
    pass(Duration.ofSeconds(29));
    alarm.raise("full", 3, 0);
    pass(Duration.ofSeconds(1));
    alarm.raise("full", 4, 7);

    assertEquals(2, messages.size(), messages.toString());
    assertTrue(messages.get(1).contains("4 records wait in memory, 7 are lost"), messages.get(1));
  }

  @Test
  void theFirstFailureAfterARecoveryIsReportedAtOnce() {
    alarm.raise("full", 1, 0);
    alarm.clear(1);
    alarm.raise("full again", 1, 0);

    assertEquals(3, messages.size(), messages.toString());
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
