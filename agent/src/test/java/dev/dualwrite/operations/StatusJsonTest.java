package dev.dualwrite.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.state.JsonFields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusJsonTest {
  private static final Instant SINCE = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    Map<String, Object> json = StatusJson.of(full());

    assertEquals(json, StatusJson.of(StatusJson.read(JsonFields.line(json))));
  }

  @Test
  void theDocumentHoldsTheFigures() {
    Map<String, Object> json = StatusJson.of(full());

    assertEquals("both-required", json.get("phase"));
    assertEquals("running", json.get("application"));
    assertEquals("catching-up", json.get("condition"));
    assertEquals(false, json.get("clean"));
    assertEquals(
        Map.of(
            "queued",
            5L,
            "rechecks",
            2L,
            "parked",
            1L,
            "oldestQueuedSeconds",
            61L,
            "drainedPerSecond",
            3.5),
        json.get("lag"));
    assertEquals(
        List.of(
            Map.of("table", "items", "mirrored", 7L, "failed", 4L, "queued", 5L, "parked", 1L),
            Map.of("table", "orders", "mirrored", 1L, "failed", 0L, "queued", 0L, "parked", 0L)),
        json.get("tables"));
    assertEquals(Map.of("state", "open", "lastFailure", "refused"), json.get("breaker"));
    assertEquals(Map.of("open", 3, "inUse", 2), json.get("twinPool"));
    assertEquals(Map.of("checked", 100L, "differing", 1L, "dropped", 3L), json.get("check"));
    assertEquals(
        Map.of("state", "broken", "problem", "disk full", "since", "2027-01-01T00:00:00.000Z"),
        json.get("store"));
  }

  @Test
  void aStatusOfAnotherVersionIsReadAsFarAsItIsKnown() throws Exception {
    Status status =
        StatusJson.read(
            "{\"condition\":\"new-thing\",\"lag\":{\"queued\":\"x\",\"parked\":2},\"tables\":5}");

    assertEquals(Condition.IDLE, status.condition());
    assertEquals(0, status.lag().queued());
    assertEquals(2, status.lag().parked());
    assertEquals(List.of(), status.tables());
  }

  @Test
  void aStatusIsCleanWhenNothingWaitsNorIsUnknown() {
    assertTrue(empty().build().clean());
    assertTrue(empty().lag(new Lag(0, 9, 0, Optional.empty(), 0)).build().clean());
    assertFalse(empty().lag(new Lag(1, 0, 0, Optional.empty(), 0)).build().clean());
    assertFalse(empty().lag(new Lag(0, 0, 1, Optional.empty(), 0)).build().clean());
    assertFalse(empty().unverified(List.of("items")).build().clean());
    assertFalse(empty().store(StoreStatus.broken(Optional.empty(), "disk full")).build().clean());
  }

  private static Status.Builder empty() {
    return Status.of("shop:1", 1, SINCE, SINCE);
  }

  private static Status full() {
    return Status.of("shop:17", 17, SINCE, SINCE.plusSeconds(90))
        .phase("both-required", "inline")
        .condition(Condition.CATCHING_UP)
        .lag(new Lag(5, 2, 1, Optional.of(61L), 3.5))
        .written("items", 7, 4)
        .waiting("items", 5, 1)
        .written("orders", 1, 0)
        .unverified(List.of("audit_log"))
        .database(new DatabaseStatus(false, Optional.empty(), 1, 1))
        .database(new DatabaseStatus(true, Optional.of("refused"), 2, 1))
        .check(new CheckFigures(90, 1, 2))
        .check(new CheckFigures(10, 0, 1))
        .store(StoreStatus.broken(Optional.of(SINCE), "disk full"))
        .errors(
            List.of(
                new RecordedError(
                    "write-failed", Optional.of("items"), "[23505] no", SINCE.plusSeconds(1), 3)))
        .build();
  }
}
