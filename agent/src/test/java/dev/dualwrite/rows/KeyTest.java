package dev.dualwrite.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dualwrite.schema.TableName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyTest {

  private static Key key(Object... values) {
    return Key.of(
        TableName.of("t"), List.of("a", "b").subList(0, values.length), Arrays.asList(values));
  }

  private static void assertSame(Object one, Object other) {
    assertEquals(key(one), key(other));
    assertEquals(key(one).hashCode(), key(other).hashCode());
  }

  @Test
  void numbersAreEqualWhateverTheirClassAndScale() {
    assertSame(1, 1L);
    assertSame(1, new BigDecimal("1.0"));
    assertSame(100L, new BigDecimal("1E+2"));
    assertSame(0, new BigDecimal("0.00"));
    assertSame((short) 5, BigInteger.valueOf(5));
    assertSame(0.1, new BigDecimal("0.1"));
    assertSame(0.1f, new BigDecimal("0.1"));
    assertSame(Double.NaN, Float.NaN);
    assertNotEquals(key(1), key(2));
    assertNotEquals(key(1), key("1"));
  }

  @Test
  void bytesAreEqualByContentAndDoNotFollowLaterChanges() {
    byte[] bytes = {1, 2};
    Key key = key((Object) bytes);
    assertSame(new byte[] {1, 2}, bytes);
    bytes[0] = 9;
    assertEquals(key((Object) new byte[] {1, 2}), key);
  }

  @Test
  void timesAreEqualByWhatTheyMean() {
    assertSame(
        OffsetDateTime.parse("2024-01-01T10:00:00+02:00"),
        OffsetDateTime.parse("2024-01-01T08:00:00Z"));
    assertSame(
        Timestamp.valueOf("2024-01-01 10:00:00"), LocalDateTime.parse("2024-01-01T10:00:00"));
  }

  @Test
  void aUuidEqualsItsText() {
    UUID uuid = UUID.randomUUID();
    assertSame(uuid, uuid.toString());
  }

  @Test
  void tablesAndOrderMatter() {
    assertNotEquals(key(1, 2), key(2, 1));
    assertNotEquals(key(1), Key.of(TableName.of("u"), List.of("a"), List.of(1)));
  }

  @Test
  void theMapKeepsTheKeysOrderAndTheTextTellsNoValue() {
    assertEquals(
        List.of(Map.entry("a", 1), Map.entry("b", "x")),
        List.copyOf(key(1, "x").asMap().entrySet()));
    assertFalse(key(1, "secret").toString().contains("secret"));
  }

  @Test
  void eachColumnNeedsAValue() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Key.of(TableName.of("t"), List.of("a", "b"), List.of(1)));
  }
}
