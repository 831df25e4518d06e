package dev.dualwrite.rows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Conversions between dates and times; empty where something would be lost. Between a time with a
 * zone and one without, the one without is UTC.
 */
final class Times {

  private Times() {}

  static Optional<LocalDate> toDate(Object value) {
    if (value instanceof LocalDate) {
      return Optional.of((LocalDate) value);
    }
    return value instanceof LocalDateTime
        ? Optional.of((LocalDateTime) value)
            .filter(dateTime -> dateTime.toLocalTime().equals(LocalTime.MIDNIGHT))
            .map(LocalDateTime::toLocalDate)
        : Optional.empty();
  }

  static Optional<LocalTime> toTime(Object value) {
    return value instanceof LocalTime ? Optional.of((LocalTime) value) : Optional.empty();
  }

  static Optional<OffsetTime> toZonedTime(Object value) {
    if (value instanceof LocalTime) {
      return Optional.of(((LocalTime) value).atOffset(ZoneOffset.UTC));
    }
    return value instanceof OffsetTime ? Optional.of((OffsetTime) value) : Optional.empty();
  }

  static Optional<LocalDateTime> toTimestamp(Object value) {
    if (value instanceof LocalDateTime) {
      return Optional.of((LocalDateTime) value);
    }
    if (value instanceof LocalDate) {
      return Optional.of(((LocalDate) value).atStartOfDay());
    }
    return instant(value)
        .map(zoned -> zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
  }

  static Optional<OffsetDateTime> toZonedTimestamp(Object value) {
    if (value instanceof LocalDateTime) {
      return Optional.of(((LocalDateTime) value).atOffset(ZoneOffset.UTC));
    }
    return instant(value);
  }

  private static Optional<OffsetDateTime> instant(Object value) {
    if (value instanceof OffsetDateTime) {
      return Optional.of((OffsetDateTime) value);
    }
    if (value instanceof ZonedDateTime) {
      return Optional.of(((ZonedDateTime) value).toOffsetDateTime());
    }
    if (value instanceof Instant) {
      return Optional.of(((Instant) value).atOffset(ZoneOffset.UTC));
    }
    return Optional.empty();
  }
}
