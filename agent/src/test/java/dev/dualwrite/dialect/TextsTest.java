package dev.dualwrite.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  @ParameterizedTest
  @CsvSource({
    "2024-05-06T07:08:09, 2024-05-06 07:08:09",
    "2024-12-31T23:59:59.1, 2024-12-31 23:59:59.1",
    "2024-01-01T00:00:00.000001, 2024-01-01 00:00:00.000001",
    "2024-01-01T00:00:00.120300, 2024-01-01 00:00:00.1203",
    "2024-01-01T00:00:00.000000001, 2024-01-01 00:00:00.000000001",
    "0999-01-01T00:00:00, 0999-01-01 00:00:00",
    "9999-12-31T23:59:59.999999, 9999-12-31 23:59:59.999999"
  })
  void aTimestampIsWrittenWithAsManyDigitsAsItNeeds(LocalDateTime value, String text) {
    assertEquals(text, Texts.format(value));
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      LocalDateTime value =
          LocalDateTime.of(1 + random.nextInt(9_999), 1, 1, 0, 0)
              .plusSeconds(random.nextInt(31_000_000))
              .plusNanos(random.nextInt(1_000_000) * (random.nextBoolean() ? 1_000L : 1L));
      assertEquals(value, Texts.parse(ValueForm.TIMESTAMP, Texts.format(value)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-30 00:00:00",
        "2024-01-01 24:00:00",
        "0000-00-00 00:00:00",
        "2024-01-01 00:00:00 BC",
        "infinity",
        "12024-01-01 00:00:00",
        "2024-01-01 00:00:00.1234567891",
        "2024-1-1 0:00:00"
      })
  void whatNoTimestampIsEqualToStaysText(String text) {
    assertEquals(text, Texts.parse(ValueForm.TIMESTAMP, text));
  }
}
