package dev.dualwrite.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<String> messages = new ArrayList<>();
  private final Announcements announcements = new Announcements(messages::add, clock::get);

  @Test
  void aChangeIsToldOnce() {
    look(Condition.INLINE);
    look(Condition.CATCHING_UP);
    look(Condition.CATCHING_UP);

    assertEquals(1, messages.size(), messages.toString());
    assertTrue(
        messages.get(0).startsWith("Mirroring was inline and is catching-up"), messages.get(0));
  }

  @Test
  void ofWhatFlapsTheOutcomeIsTold() {
    look(Condition.INLINE);
    for (int i = 0; i < 5; i++) {
      look(Condition.CATCHING_UP);
      look(Condition.INLINE);
    }
    assertEquals(1, messages.size(), messages.toString());

    pass(Duration.ofSeconds(30));
    look(Condition.INLINE);

    assertEquals(2, messages.size(), messages.toString());
    assertTrue(messages.get(1).contains("was catching-up and is inline"), messages.get(1));
  }

  @Test
  void thatAnApplicationBeginsOrRestsIsNoNews() {
    look(Condition.IDLE);
    look(Condition.INLINE);
    look(Condition.IDLE);
    look(Condition.INLINE);

    assertEquals(List.of(), messages);
  }

  @Test
  void parkedKeysAreToldWhenThereAreMore() {
    parked(0);
    parked(2);
    pass(Duration.ofSeconds(30));
    parked(2);
    parked(1);
    parked(3);

    assertEquals(2, messages.size(), messages.toString());
    assertTrue(messages.get(0).startsWith("2 keys are parked"), messages.get(0));
    assertTrue(messages.get(1).startsWith("3 keys are parked"), messages.get(1));
  }

  @Test
  void aTableToVerifyIsTold() {
    announcements.look(status().unverified(List.of("items")).build());
    announcements.look(status().unverified(List.of("items")).build());

    assertEquals(1, messages.size(), messages.toString());
    assertTrue(messages.get(0).contains("items"), messages.get(0));
  }

  private void look(Condition condition) {
    announcements.look(status().condition(condition).build());
  }

  private void parked(long keys) {
    announcements.look(status().lag(new Lag(0, 0, keys, Optional.empty(), 0)).build());
  }

  private static Status.Builder status() {
    return Status.of("shop:1", 1, Instant.EPOCH, Instant.EPOCH);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
