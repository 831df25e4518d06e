package dev.dualwrite.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;

/** Dates and times. */
final class TimeTypes {

  /** In this order: a timestamp is a java.util.Date, too. */
  static final List<StoredType<?>> ALL =
      List.of(
          new StoredType<>(
              32, Timestamp.class, TimeTypes::writeTimestamp, TimeTypes::readTimestamp),
          new StoredType<>(33, Date.class, TimeTypes::writeMillis, in -> new Date(in.readLong())),
          new StoredType<>(34, Time.class, TimeTypes::writeMillis, in -> new Time(in.readLong())),
          new StoredType<>(
              35,
              java.util.Date.class,
              TimeTypes::writeMillis,
              in -> new java.util.Date(in.readLong())),
          new StoredType<>(36, Calendar.class, TimeTypes::writeCalendar, TimeTypes::readCalendar),
          new StoredType<>(37, LocalDate.class, TimeTypes::writeDate, TimeTypes::readDate),
          new StoredType<>(38, LocalTime.class, TimeTypes::writeTime, TimeTypes::readTime),
          new StoredType<>(
              39, LocalDateTime.class, TimeTypes::writeDateTime, TimeTypes::readDateTime),
          new StoredType<>(
              40,
              OffsetTime.class,
              (out, value) -> {
                writeTime(out, value.toLocalTime());
                writeOffset(out, value.getOffset());
              },
              in -> OffsetTime.of(readTime(in), readOffset(in))),
          new StoredType<>(
              41,
              OffsetDateTime.class,
              (out, value) -> {
                writeDateTime(out, value.toLocalDateTime());
                writeOffset(out, value.getOffset());
              },
              in -> OffsetDateTime.of(readDateTime(in), readOffset(in))),
          new StoredType<>(
              42,
              ZonedDateTime.class,
              (out, value) -> {
                writeDateTime(out, value.toLocalDateTime());
                writeOffset(out, value.getOffset());
                Bytes.writeText(out, value.getZone().getId());
              },
              TimeTypes::readZoned),
          new StoredType<>(43, Instant.class, TimeTypes::writeInstant, TimeTypes::readInstant),
          new StoredType<>(
              44,
              Duration.class,
              (out, value) -> Bytes.writeText(out, value.toString()),
              in -> Duration.parse(Bytes.readText(in))),
          new StoredType<>(
              45,
              Period.class,
              (out, value) -> Bytes.writeText(out, value.toString()),
              in -> Period.parse(Bytes.readText(in))),
          new StoredType<>(
              46,
              Year.class,
              (out, value) -> out.writeInt(value.getValue()),
              in -> Year.of(in.readInt())));

  private TimeTypes() {}

  private static void writeMillis(DataOutput out, java.util.Date value) throws IOException {
    out.writeLong(value.getTime());
  }

  private static void writeTimestamp(DataOutput out, Timestamp value) throws IOException {
    out.writeLong(value.getTime());
    out.writeInt(value.getNanos());
  }

  private static Timestamp readTimestamp(DataInput in) throws IOException {
    Timestamp value = new Timestamp(in.readLong());
    value.setNanos(in.readInt());
    return value;
  }

  /** A calendar of another kind comes back as a Gregorian one of the same instant and zone. */
  private static void writeCalendar(DataOutput out, Calendar value) throws IOException {
    out.writeLong(value.getTimeInMillis());
    Bytes.writeText(out, value.getTimeZone().getID());
    out.writeBoolean(value.isLenient());
    out.writeByte(value.getFirstDayOfWeek());
    out.writeByte(value.getMinimalDaysInFirstWeek());
  }

  private static Calendar readCalendar(DataInput in) throws IOException {
    long millis = in.readLong();
    Calendar value = new GregorianCalendar(TimeZone.getTimeZone(Bytes.readText(in)));
    value.setLenient(in.readBoolean());
    value.setFirstDayOfWeek(in.readByte());
    value.setMinimalDaysInFirstWeek(in.readByte());
    value.setTimeInMillis(millis);
    return value;
  }

  private static void writeDate(DataOutput out, LocalDate value) throws IOException {
    out.writeLong(value.toEpochDay());
  }

  private static LocalDate readDate(DataInput in) throws IOException {
    return LocalDate.ofEpochDay(in.readLong());
  }

  private static void writeTime(DataOutput out, LocalTime value) throws IOException {
    out.writeLong(value.toNanoOfDay());
  }

  private static LocalTime readTime(DataInput in) throws IOException {
    return LocalTime.ofNanoOfDay(in.readLong());
  }

  private static void writeDateTime(DataOutput out, LocalDateTime value) throws IOException {
    writeDate(out, value.toLocalDate());
    writeTime(out, value.toLocalTime());
  }

  private static LocalDateTime readDateTime(DataInput in) throws IOException {
    return LocalDateTime.of(readDate(in), readTime(in));
  }

  private static void writeOffset(DataOutput out, ZoneOffset value) throws IOException {
    out.writeInt(value.getTotalSeconds());
  }

  private static ZoneOffset readOffset(DataInput in) throws IOException {
    return ZoneOffset.ofTotalSeconds(in.readInt());
  }

  private static ZonedDateTime readZoned(DataInput in) throws IOException {
    LocalDateTime local = readDateTime(in);
    ZoneOffset offset = readOffset(in);
    return ZonedDateTime.ofLocal(local, ZoneId.of(Bytes.readText(in)), offset);
  }

  private static void writeInstant(DataOutput out, Instant value) throws IOException {
    out.writeLong(value.getEpochSecond());
    out.writeInt(value.getNano());
  }

  private static Instant readInstant(DataInput in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }
}
