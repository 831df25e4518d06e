package dev.dualwrite.backfill;

import dev.dualwrite.dialect.ArrayValue;
import dev.dualwrite.dialect.BitString;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.ValueForm;
import dev.dualwrite.rows.ValueConverter;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Whether a column can hold values of another one's type at all. */
final class TypeFit {
  private final Dialect from;
  private final ValueConverter converter;

  TypeFit(Dialect from, Dialect to, TableName table) {
    this.from = from;
    this.converter = new ValueConverter(to, table);
  }

  /** Tells it by an example; a text that spells a value of the other type is no rare thing. */
  boolean fits(Column source, Column target) {
    Object example = example(from.types().form(source.type()));
    for (Object each : example instanceof String ? texts() : List.of(example)) {
      if (converter.tryConvert(each, target).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static List<Object> texts() {
    return List.of(
        "1", "2020-01-01", "2020-01-01 10:00:00", "10:00:00", new UUID(1, 1).toString(), "a");
  }

  private static Object example(ValueForm form) {
    LocalDate day = LocalDate.of(2020, 1, 1);
    LocalTime noon = LocalTime.NOON;
    switch (form) {
      case BOOLEAN:
        return true;
      case INTEGER:
        return 1L;
      case DECIMAL:
        return BigDecimal.ONE;
      case REAL:
        return 1f;
      case DOUBLE:
        return 1d;
      case BYTES:
        return new byte[16];
      case DATE:
        return day;
      case TIME:
        return noon;
      case ZONED_TIME:
        return noon.atOffset(ZoneOffset.UTC);
      case TIMESTAMP:
        return day.atTime(noon);
      case ZONED_TIMESTAMP:
        return day.atTime(noon).atOffset(ZoneOffset.UTC);
      case UUID:
        return new UUID(1, 1);
      case BITS:
        return BitString.of("1");
      case ARRAY:
        return ArrayValue.of(List.of());
      case TEXT:
      case JSON:
      case VENDOR_TEXT:
        return "";
    }
    throw new AssertionError(form);
  }
}
