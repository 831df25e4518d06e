package dev.dualwrite.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.config.LoggedValues;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import dev.dualwrite.plan.SqlMasker;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DivergenceRendererTest {
  @Test
  void aRecordHasTheFieldsOfTheContractInTheirOrder() throws IOException {
    Map<String, Object> record = parsed(LoggedValues.KEYS, full().build());

    assertEquals(
        List.of(
            "time",
            "id",
            "kind",
            "phase",
            "side",
            "table",
            "key",
            "sql",
            "expected",
            "actual",
            "error",
            "transaction",
            "instance",
            "action",
            "origin"),
        List.copyOf(record.keySet()));
    assertEquals("2026-11-22T21:00:00.120Z", record.get("time"));
    assertEquals("update-count", record.get("kind"));
    assertEquals("new-secondary", record.get("phase"));
    assertEquals("new", record.get("side"));
    assertEquals("shop.orders", record.get("table"));
    assertEquals(Map.of("id", 5, "region", "eu"), record.get("key"));
    assertEquals("UPDATE orders SET note = ? WHERE id = ?", record.get("sql"));
    assertEquals(1, record.get("expected"));
    assertEquals(0, record.get("actual"));
    assertEquals(
        Map.of("state", "23505", "code", 7, "message", "duplicate key"), record.get("error"));
    assertEquals("tx-1", record.get("transaction"));
    assertEquals("host:1", record.get("instance"));
    assertEquals("logged", record.get("action"));
    assertEquals(
        Map.of("class", "com.acme.Orders", "method", "save", "line", 42), record.get("origin"));
  }

  @Test
  void whatIsNotKnownIsAbsent() throws IOException {
    Divergence divergence =
        Divergence.builder(DivergenceKind.UNMIRRORED, DivergenceAction.LOGGED).build();

    assertEquals(
        Set.of("time", "id", "kind", "instance", "action"),
        parsed(LoggedValues.ALL, divergence).keySet());
  }

  @Test
  void withKeysNoOtherValueIsShown() throws IOException {
    String line = line(LoggedValues.KEYS, withSecrets().build());

    assertFalse(line.contains("s3cret"), line);
    assertTrue(line.contains("\"key\":{\"id\":5,\"region\":\"eu\"}"), line);
    assertTrue(line.contains("\"actual\":{\"note\":\"?\"}"), line);
    assertFalse(line.contains("\"values\""), line);
  }

  @Test
  void withNoneNoKeyIsShownEither() throws IOException {
    Divergence divergence =
        withSecrets()
            .expected(Evidence.key(Map.of("id", "k3y")))
            .actual(Evidence.key(Map.of("id", "k3y")))
            .build();
    String line = line(LoggedValues.NONE, divergence);

    assertFalse(line.contains("s3cret"), line);
    assertFalse(line.contains("k3y"), line);
    assertFalse(line.contains("\"key\""), line);
    assertTrue(line.contains("\"actual\":{\"id\":\"?\"}"), line);
  }

  @Test
  void withAllEveryValueIsShown() throws IOException {
    Map<String, Object> record = parsed(LoggedValues.ALL, withSecrets().build());

    assertEquals("UPDATE orders SET note = 's3cret' WHERE id = 5", record.get("sql"));
    assertEquals(List.of("s3cret", 5), record.get("values"));
    assertEquals(Map.of("note", "s3cret"), record.get("actual"));
    assertTrue(record.get("error").toString().contains("Key (id)=(s3cret)"));
  }

  @Test
  void aPasswordIsNotShownWhateverTheValues() throws IOException {
    Divergence divergence =
        Divergence.builder(DivergenceKind.UNMIRRORED, DivergenceAction.LOGGED)
            .sql("ALTER USER app IDENTIFIED BY 'hunter2'; CREATE USER b PASSWORD 'hunter2'")
            .error(new SQLException("no access to jdbc:mysql://db/shop?password=hunter2"))
            .build();

    for (LoggedValues values : LoggedValues.values()) {
      String line = line(values, divergence);
      assertFalse(line.contains("hunter2"), line);
    }
  }

  @Test
  void ourOwnWordsAreShownWhole() throws IOException {
    Divergence divergence =
        Divergence.builder(DivergenceKind.UNMIRRORED, DivergenceAction.LOGGED)
            .error(DatabaseError.message("'COPY' (through the driver's own API) is not mirrored"))
            .build();

    assertEquals(
        Map.of("message", "'COPY' (through the driver's own API) is not mirrored"),
        parsed(LoggedValues.NONE, divergence).get("error"));
  }

  @Test
  void valuesAreWrittenByTheirMeaning() throws IOException {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("long", Long.MAX_VALUE);
    key.put("decimal", new BigDecimal("1.10"));
    key.put("bytes", new byte[] {1, (byte) 0xfe});
    key.put("uuid", new UUID(1, 2));
    key.put("date", LocalDate.of(2026, 11, 22));
    key.put("timestamp", Timestamp.valueOf("2026-11-22 21:00:00.5"));
    key.put("nan", Double.NaN);
    key.put("null", null);
    key.put("half", "\ud83d");
    key.put("line", "a\nb\"c");
    Divergence divergence =
        Divergence.builder(DivergenceKind.ROW_MISSING, DivergenceAction.QUEUED).key(key).build();

    String line = line(LoggedValues.KEYS, divergence);

    assertTrue(
        line.contains(
            "{\"long\":9223372036854775807,\"decimal\":1.10,\"bytes\":\"01fe\","
                + "\"uuid\":\"00000000-0000-0001-0000-000000000002\",\"date\":\"2026-11-22\","
                + "\"timestamp\":\"2026-11-22T21:00:00.500\",\"nan\":\"NaN\",\"null\":null,"
                + "\"half\":\"?\",\"line\":\"a\\nb\\\"c\"}"),
        line);
  }

  @Test
  void aValueThatCannotBeShownDoesNotCostTheRecord() throws IOException {
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("s3cret");
          }
        };
    Divergence divergence =
        Divergence.builder(DivergenceKind.ROW_MISSING, DivergenceAction.LOGGED)
            .key(Map.of("id", hostile))
            .build();

    String line = line(LoggedValues.KEYS, divergence);

    assertTrue(line.contains("that cannot be shown"), line);
    assertFalse(line.contains("s3cret"), line);
  }

  @Test
  void aRecordIsOneLineOfBoundedLength() throws IOException {
    Divergence divergence =
        Divergence.builder(DivergenceKind.UNMIRRORED, DivergenceAction.LOGGED)
            .sql("SELECT\n" + "a".repeat(1_000_000))
            .bindValues(Arrays.asList("b".repeat(1_000_000), null))
            .error(DatabaseError.message("c".repeat(1_000_000)))
            .build();

    String line = line(LoggedValues.ALL, divergence);

    assertEquals(line.length() - 1, line.indexOf('\n'));
    assertTrue(line.length() < 30_000, () -> "length " + line.length());
    assertTrue(line.contains("more characters)"), line);
  }

  @Test
  void idsAreUniqueAndSortByTime() {
    String first = id(Instant.parse("2026-11-22T21:00:00Z"));
    String second = id(Instant.parse("2026-11-22T21:00:00Z"));
    String third = id(Instant.parse("2027-01-01T00:00:00Z"));

    assertTrue(first.compareTo(second) < 0 && second.compareTo(third) < 0);
  }

  private static String id(Instant time) {
    return Divergence.builder(DivergenceKind.RESOLVED, DivergenceAction.LOGGED)
        .time(time)
        .build()
        .id();
  }

  private static Divergence.Builder full() {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("id", 5);
    key.put("region", "eu");
    return Divergence.builder(DivergenceKind.UPDATE_COUNT, DivergenceAction.LOGGED)
        .time(Instant.parse("2026-11-22T21:00:00.120Z"))
        .phase(Phase.NEW_SECONDARY)
        .side(Side.NEW)
        .table("shop.orders")
        .key(key)
        .sql("UPDATE orders SET note = ? WHERE id = ?")
        .expected(Evidence.count(1))
        .actual(Evidence.count(0))
        .error(
            new SQLException(
                "duplicate key\n  Detail: Key (id)=(s3cret) already exists.", "23505", 7))
        .transaction("tx-1")
        .origin(new Origin("com.acme.Orders", "save", 42));
  }

  private static Divergence.Builder withSecrets() {
    return full()
        .sql("UPDATE orders SET note = 's3cret' WHERE id = 5")
        .bindValues(List.of("s3cret", 5))
        .expected(Evidence.values(Map.of("note", "s3cret")))
        .actual(Evidence.values(Map.of("note", "s3cret")));
  }

  private static Map<String, Object> parsed(LoggedValues values, Divergence divergence)
      throws IOException {
    return JSON.std.mapFrom(line(values, divergence));
  }

  private static String line(LoggedValues values, Divergence divergence) throws IOException {
    DivergenceRenderer renderer =
        new DivergenceRenderer(
            values, new SqlMasker(Dialects.forUrl("jdbc:h2:").lexing()), "host:1");
    return new String(renderer.line(divergence), StandardCharsets.UTF_8);
  }
}
