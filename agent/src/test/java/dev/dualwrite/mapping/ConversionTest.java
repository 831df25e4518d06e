package dev.dualwrite.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversionTest {
  private static final UUID SOME_UUID = UUID.fromString("0f0e0d0c-0b0a-0908-0706-050403020100");

  @Test
  void textsAreTrimmedAtTheirEndAloneAndOfBlanksAlone() {
    assertEquals("  a\t", Conversion.TRIM_BLANKS.apply("  a\t  "));
    assertEquals("", Conversion.TRIM_BLANKS.apply("   "));
  }

  @Test
  void theEmptyTextAndNullBecomeEachOther() {
    assertNull(Conversion.EMPTY_TO_NULL.apply(""));
    assertEquals(" ", Conversion.EMPTY_TO_NULL.apply(" "));
    assertEquals("", Conversion.NULL_TO_EMPTY.apply(null));
    assertEquals("a", Conversion.NULL_TO_EMPTY.apply("a"));
  }

  @Test
  void lowerCaseIsNobodysLanguage() {
    assertEquals("title i", Conversion.LOWER_CASE.apply("TITLE I"));
  }

  @Test
  void yAndNAreTruthValuesAndNothingElseIs() {
    assertEquals(true, Conversion.YES_NO.apply("Y"));
    assertEquals(false, Conversion.YES_NO.apply("N"));
    assertEquals("Y", Conversion.YES_NO.inverse(true));
    assertEquals("N", Conversion.YES_NO.inverse(false));
    assertThrows(IllegalArgumentException.class, () -> Conversion.YES_NO.apply("y"));
    assertThrows(IllegalArgumentException.class, () -> Conversion.YES_NO.apply(1L));
  }

  @Test
  void millisecondsAreAnInstantBeforeAndAfter1970() {
    OffsetDateTime before = OffsetDateTime.parse("1969-12-31T23:59:59.999Z");
    assertEquals(before, Conversion.EPOCH_MILLIS.apply(-1L));
    assertEquals(before, Conversion.EPOCH_MILLIS.apply(new BigDecimal("-1.0")));
    assertEquals(-1L, Conversion.EPOCH_MILLIS.inverse(before));
    assertEquals(
        1_000L, Conversion.EPOCH_MILLIS.inverse(LocalDateTime.parse("1970-01-01T00:00:01")));
    assertThrows(
        IllegalArgumentException.class,
        () -> Conversion.EPOCH_MILLIS.inverse(LocalDateTime.parse("1970-01-01T00:00:00.000001")));
    assertThrows(
        IllegalArgumentException.class, () -> Conversion.EPOCH_MILLIS.apply(new BigDecimal("0.5")));
    assertThrows(IllegalArgumentException.class, () -> Conversion.EPOCH_MILLIS.apply("1"));
  }

  @Test
  void theTextOfAUuidIsItsBytesInTheOrderOfTheText() {
    byte[] bytes = new byte[16];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (15 - i);
    }
    assertEquals(SOME_UUID, Conversion.UUID_TEXT.apply(SOME_UUID.toString()));
    assertEquals(SOME_UUID.toString(), Conversion.UUID_TEXT.inverse(bytes));
    assertThrows(IllegalArgumentException.class, () -> Conversion.UUID_TEXT.apply("1-2"));
    assertThrows(IllegalArgumentException.class, () -> Conversion.UUID_TEXT.apply("nothing"));
    assertThrows(IllegalArgumentException.class, () -> Conversion.UUID_TEXT.inverse(new byte[15]));
  }

  @ParameterizedTest
  @EnumSource
  void eachIsFoundByItsNameAndNullStaysNullButForOne(Conversion conversion) {
    assertEquals(conversion, Conversion.named(conversion.label()).orElseThrow());
    assertEquals(conversion == Conversion.NULL_TO_EMPTY ? "" : null, conversion.apply(null));
    if (conversion.hasInverse()) {
      assertNull(conversion.inverse(null));
    } else {
      assertThrows(IllegalStateException.class, () -> conversion.inverse("a"));
    }
  }

  @Test
  void whatLosesSomethingHasNoInverse() {
    assertFalse(Conversion.LOWER_CASE.hasInverse());
    assertFalse(Conversion.TRIM_BLANKS.hasInverse());
    assertTrue(Conversion.UUID_TEXT.hasInverse());
  }
}
