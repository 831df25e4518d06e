package dev.dualwrite.operations;

import dev.dualwrite.logging.Timestamps;
import dev.dualwrite.state.JsonFields;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A status as JSON, and back. */
public final class StatusJson {
  private StatusJson() {}

  /** The status as a JSON object. */
  public static Map<String, Object> of(Status status) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("instance", status.instance());
    result.put("pid", status.pid());
    result.put("phase", status.phase());
    result.put("mirror", status.mirror());
    result.put("application", status.life().label());
    result.put("since", Timestamps.text(status.since()));
    result.put("time", Timestamps.text(status.time()));
    result.put("condition", status.condition().label());
    result.put("clean", status.clean());
    result.put("lag", lag(status.lag()));
    result.put(
        "tables", status.tables().stream().map(StatusJson::table).collect(Collectors.toList()));
    result.put("unverified", status.unverified());
    status.database().ifPresent(database -> putDatabase(result, database));
    status.check().ifPresent(check -> result.put("check", check(check)));
    result.put("store", store(status.store()));
    result.put(
        "errors", status.errors().stream().map(StatusJson::error).collect(Collectors.toList()));
    return result;
  }

  private static Map<String, Object> lag(Lag lag) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("queued", lag.queued());
    result.put("rechecks", lag.rechecks());
    result.put("parked", lag.parked());
    lag.oldestQueuedSeconds().ifPresent(age -> result.put("oldestQueuedSeconds", age));
    result.put("drainedPerSecond", lag.drainedPerSecond());
    return result;
  }

  private static Map<String, Object> table(TableStatus table) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("table", table.table());
    result.put("mirrored", table.mirrored());
    result.put("failed", table.failed());
    result.put("queued", table.queued());
    result.put("parked", table.parked());
    return result;
  }

  private static void putDatabase(Map<String, Object> result, DatabaseStatus database) {
    Map<String, Object> breaker = new LinkedHashMap<>();
    breaker.put("state", database.breakerOpen() ? "open" : "closed");
    database.lastFailure().ifPresent(failure -> breaker.put("lastFailure", failure));
    result.put("breaker", breaker);
    Map<String, Object> pool = new LinkedHashMap<>();
    pool.put("open", database.connectionsOpen());
    pool.put("inUse", database.connectionsInUse());
    result.put("twinPool", pool);
  }

  private static Map<String, Object> check(CheckFigures check) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("checked", check.checked());
    result.put("differing", check.differing());
    result.put("dropped", check.dropped());
    return result;
  }

  private static Map<String, Object> store(StoreStatus store) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("state", store.problem().isPresent() ? "broken" : "ok");
    store.problem().ifPresent(problem -> result.put("problem", problem));
    store.since().ifPresent(since -> result.put("since", Timestamps.text(since)));
    return result;
  }

  private static Map<String, Object> error(RecordedError error) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("kind", error.kind());
    error.table().ifPresent(table -> result.put("table", table));
    result.put("message", error.message());
    result.put("last", Timestamps.text(error.last()));
    result.put("count", error.count());
    return result;
  }

  /**
   * Reads a status.
   *
   * @throws IOException when the text is no JSON object
   */
  static Status read(String text) throws IOException {
    return read(JsonFields.parse(text));
  }

  static Status read(JsonFields fields) {
    Status.Builder status =
        Status.of(
                fields.text("instance", "?"),
                fields.number("pid", 0),
                fields.time("since").orElse(Instant.EPOCH),
                fields.time("time").orElse(Instant.EPOCH))
            .phase(fields.text("phase", "?"), fields.text("mirror", "?"))
            .unverified(fields.texts("unverified"))
            .errors(
                fields.objects("errors").stream()
                    .map(StatusJson::error)
                    .collect(Collectors.toList()));
    fields.text("application").flatMap(Life::parse).ifPresent(status::life);
    fields.text("condition").flatMap(Condition::parse).ifPresent(status::condition);
    fields.object("lag").map(StatusJson::lag).ifPresent(status::lag);
    fields.objects("tables").forEach(table -> status.table(table(table)));
    readDatabase(fields, status);
    fields.object("check").map(StatusJson::check).ifPresent(status::check);
    fields.object("store").map(StatusJson::store).ifPresent(status::store);
    return status.build();
  }

  private static void readDatabase(JsonFields fields, Status.Builder status) {
    JsonFields none = JsonFields.of(Map.of());
    JsonFields breaker = fields.object("breaker").orElse(none);
    JsonFields pool = fields.object("twinPool").orElse(none);
    breaker
        .text("state")
        .map(
            state ->
                new DatabaseStatus(
                    state.equals("open"),
                    breaker.text("lastFailure"),
                    (int) pool.number("open", 0),
                    (int) pool.number("inUse", 0)))
        .ifPresent(status::database);
  }

  private static Lag lag(JsonFields fields) {
    return new Lag(
        fields.number("queued", 0),
        fields.number("rechecks", 0),
        fields.number("parked", 0),
        fields.number("oldestQueuedSeconds"),
        fields.decimal("drainedPerSecond").orElse(0.0));
  }

  private static TableStatus table(JsonFields fields) {
    return new TableStatus(
        fields.text("table", "?"),
        fields.number("mirrored", 0),
        fields.number("failed", 0),
        fields.number("queued", 0),
        fields.number("parked", 0));
  }

  private static CheckFigures check(JsonFields fields) {
    return new CheckFigures(
        fields.number("checked", 0), fields.number("differing", 0), fields.number("dropped", 0));
  }

  private static StoreStatus store(JsonFields fields) {
    return fields
        .text("problem")
        .map(problem -> StoreStatus.broken(fields.time("since"), problem))
        .orElse(StoreStatus.well());
  }

  private static RecordedError error(JsonFields fields) {
    return new RecordedError(
        fields.text("kind", "?"),
        fields.text("table"),
        fields.text("message", ""),
        fields.time("last").orElse(Instant.EPOCH),
        fields.number("count", 1));
  }
}
