package dev.dualwrite.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyComparatorTest {
  @Test
  void textsAreOrderedAsTheirBytesInUtf8() {
    List<String> texts =
        List.of(
            "", "a", "a b", "aé", "Z", "~", "é", "\ud7ff", "\ue000", "\uffff", "😀", "😀a", "😁");
    for (String one : texts) {
      for (String other : texts) {
        assertEquals(
            Integer.signum(Arrays.compareUnsigned(utf8(one), utf8(other))),
            Integer.signum(compare(one, other)),
            one + " and " + other);
      }
    }
  }

  @Test
  void bytesAndUuidsHaveNoSign() {
    assertTrue(compare(new byte[] {(byte) 0x80}, new byte[] {0x7f}) > 0);
    assertTrue(compare(new UUID(-1, 0), new UUID(1, 0)) > 0);
    assertTrue(compare(new UUID(1, -1), new UUID(1, 1)) > 0);
  }

  @Test
  void numbersAreOrderedByValue() {
    assertEquals(0, compare(1L, 1L));
    assertTrue(compare(new BigDecimal("10.0"), new BigDecimal("9.99")) > 0);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int compare(Object one, Object other) {
    return new KeyComparator().compare(key(one), key(other));
  }

  private static Key key(Object value) {
    return Key.of(TableName.of("t"), List.of("k"), List.of(value));
  }
}
