package dev.dualwrite.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.ArrayValue;
import dev.dualwrite.dialect.BitString;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
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
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Values of keys, random ones of each class, written and read again. */
class StoredValuesTest {
  private static final int ROUNDS = 300;
  private static final TableName ORDERS = TableName.of("orders");

  /** One for each class; a class without one here isn't tested. */
  private static final List<Function<Random, Object>> VALUES =
      List.of(
          Random::nextBoolean,
          random -> (byte) random.nextInt(),
          random -> (short) random.nextInt(),
          Random::nextInt,
          Random::nextLong,
          random -> Float.intBitsToFloat(random.nextInt()),
          random -> Double.longBitsToDouble(random.nextLong()),
          random -> new BigInteger(random.nextInt(200), random),
          random -> new BigDecimal(new BigInteger(100, random), random.nextInt(60) - 30),
          StoredValuesTest::text,
          random -> (char) random.nextInt(0x10000),
          StoredValuesTest::bytes,
          random -> ByteBuffer.wrap(bytes(random)),
          random -> new UUID(random.nextLong(), random.nextLong()),
          random -> BitString.of(Integer.toBinaryString(random.nextInt())),
          StoredValuesTest::timestamp,
          random -> new Date(millis(random)),
          random -> new Time(millis(random)),
          random -> new java.util.Date(millis(random)),
          StoredValuesTest::calendar,
          random -> dateTime(random).toLocalDate(),
          random -> dateTime(random).toLocalTime(),
          StoredValuesTest::dateTime,
          random -> OffsetTime.of(dateTime(random).toLocalTime(), offset(random)),
          random -> dateTime(random).atOffset(offset(random)),
          StoredValuesTest::zoned,
          random -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
          random -> Duration.ofNanos(random.nextLong()),
          random -> Period.of(random.nextInt(), random.nextInt(), random.nextInt()),
          random -> Year.of(random.nextInt(20_000) - 10_000),
          random -> ArrayValue.of(List.of(text(random), List.of(1, 2).get(random.nextInt(2)))));

  @Test
  void everyClassThatIsWrittenIsTested() {
    Random random = new Random(1);
    List<Class<?>> untested = new ArrayList<>();
    List<StoredType<?>> types = new ArrayList<>(PlainTypes.ALL);
    types.addAll(TimeTypes.ALL);
    for (StoredType<?> type : types) {
      if (VALUES.stream().noneMatch(each -> type.type().isInstance(each.apply(random)))) {
        untested.add(type.type());
      }
    }
    assertEquals(List.of(), untested);
  }

  @Test
  void aKeyComesBackEqualAndWithValuesOfTheSameClasses() {
    Random random = new Random(2);
    for (Function<Random, Object> values : VALUES) {
      for (int i = 0; i < ROUNDS; i++) {
        Object value = values.apply(random);
        Key back = writtenAndRead(key(value));

        assertEquals(key(value), back, value.getClass().getName());
        assertEquals(value.getClass().getName(), back.values().get(0).getClass().getName());
      }
    }
  }

  @Test
  void keysHaveEqualBytesExactlyWhenTheyAreEqual() {
    Random random = new Random(3);
    List<Key> keys = new ArrayList<>();
    for (Function<Random, Object> values : VALUES) {
      for (int i = 0; i < 5; i++) {
        Object value = values.apply(random);
        keys.add(key(value));
        keys.add(writtenAndRead(key(value)));
      }
    }
    for (int i = -2; i <= 2; i++) {
      keys.add(key(i));
      keys.add(key((long) i));
      keys.add(key((short) i));
      keys.add(key((double) i));
      keys.add(key((float) i));
      keys.add(key(new BigDecimal(i + ".00")));
      keys.add(key(BigInteger.valueOf(i)));
      keys.add(key(new AtomicLong(i).get()));
      keys.add(key(Integer.toString(i)));
    }
    keys.add(key(-0.0));
    keys.add(key(Double.NaN));
    keys.add(key(Float.NaN));
    keys.add(key(Double.POSITIVE_INFINITY));
    keys.add(key('a'));
    keys.add(key("a"));
    UUID uuid = UUID.randomUUID();
    keys.add(key(uuid));
    keys.add(key(uuid.toString()));
    OffsetDateTime moment = OffsetDateTime.parse("2026-11-23T10:00:00+02:00");
    keys.add(key(moment));
    keys.add(key(moment.withOffsetSameInstant(ZoneOffset.UTC)));
    keys.add(key(moment.toInstant()));
    keys.add(key("\uD83D"));
    keys.add(key("\uD83E"));
    keys.add(Key.of(ORDERS, List.of("id"), Collections.singletonList(null)));
    keys.add(Key.of(TableName.of("x", "orders"), List.of("id"), List.of(1)));
    keys.add(Key.of(TableName.of("x", null, "orders"), List.of("id"), List.of(1)));
    keys.add(Key.of(ORDERS, List.of("id", "line"), List.of("a", "b")));
    keys.add(Key.of(ORDERS, List.of("id", "line"), List.of("ab", "")));

    for (Key one : keys) {
      for (Key other : keys) {
        boolean sameBytes = java.util.Arrays.equals(bytes(one), bytes(other));
        assertEquals(one.equals(other), sameBytes, () -> one.asMap() + " and " + other.asMap());
      }
    }
  }

  @Test
  void anObjectOfADriverBecomesItsText() {
    Object interval =
        new Object() {
          @Override
          public String toString() {
            return "1 day";
          }
        };

    assertEquals(Optional.of("1 day"), ValueCodec.storable(interval));
    assertEquals(Optional.empty(), ValueCodec.storable(new Object()));
    assertEquals(Optional.empty(), ValueCodec.storable(new int[] {1}));
    assertEquals(Optional.of(7L), ValueCodec.storable(new AtomicLong(7)));
    assertEquals(
        Optional.of(ArrayValue.of(List.of("a", 1))), ValueCodec.storable(new Object[] {"a", 1}));
  }

  @Test
  void aDriverObjectWithoutTextIsNoKeyThatIsSought() {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };

    assertEquals(Optional.empty(), ValueCodec.storable(broken));
  }

  @Test
  void anIntentComesBackAsItWasWritten() {
    TableName items = TableName.of("shop", "items");
    StoredIntent intent =
        new StoredIntent(
            "t1",
            List.of(key(1), key("two"), Key.of(items, List.of("a", "b"), List.of(1, "x")), key(3)),
            java.util.Set.of(TableName.of("c", "s", "log")));

    StoredIntent back = Bytes.read(Bytes.of(intent::write), StoredIntent::read);

    assertEquals("t1", back.transaction());
    assertEquals(intent.keys(), back.keys());
    assertEquals(intent.wholeTables(), back.wholeTables());
  }

  @Test
  void bytesOfSomethingElseAreToldApart() {
    org.junit.jupiter.api.Assertions.assertThrows(
        UnreadableStateException.class, () -> Bytes.read(new byte[] {99}, ValueCodec::read));
    org.junit.jupiter.api.Assertions.assertThrows(
        UnreadableStateException.class, () -> Bytes.read(new byte[] {10, 0}, ValueCodec::read));
  }

  @Test
  void theOrderOfDueKeysIsThatOfTheirTimes() {
    EntryKey place = place(key(1));

    assertTrue(java.util.Arrays.compareUnsigned(place.dueKey(5), place.dueKey(6)) < 0);
    assertTrue(java.util.Arrays.compareUnsigned(place.dueKey(255), place.dueKey(256)) < 0);
    assertEquals(6, EntryKey.dueAt(place.dueKey(6)));
    assertArrayEquals(place.bytes(), EntryKey.ofDueKey(place.dueKey(6)).bytes());
    assertNotEquals(0, place.prefix().length);
  }

  private static Key writtenAndRead(Key key) {
    Shape shape = EntryKey.shapeOf(place(key).prefix());
    byte[] values = Bytes.of(out -> shape.writeValues(out, key.values()));
    return Bytes.read(values, shape::readKey);
  }

  private static byte[] bytes(Key key) {
    return place(key).bytes();
  }

  private static EntryKey place(Key key) {
    Shape shape = Shape.of(key);
    return EntryKey.of(EntryKey.prefixOf(shape), shape, key);
  }

  private static Key key(Object value) {
    return Key.of(ORDERS, List.of("id"), List.of(value));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(20); left > 0; left--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
    }
    return text.toString();
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(50)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static long millis(Random random) {
    return random.nextLong() % 4_000_000_000_000L;
  }

  private static Timestamp timestamp(Random random) {
    Timestamp value = new Timestamp(millis(random));
    value.setNanos(random.nextInt(1_000_000_000));
    return value;
  }

  private static Calendar calendar(Random random) {
    Calendar value = new GregorianCalendar(TimeZone.getTimeZone("Europe/Berlin"));
    value.setTimeInMillis(millis(random));
    return value;
  }

  private static LocalDateTime dateTime(Random random) {
    return LocalDateTime.of(
        LocalDate.ofEpochDay(random.nextInt(1_000_000) - 500_000),
        LocalTime.ofNanoOfDay((random.nextLong() >>> 1) % 86_400_000_000_000L));
  }

  private static ZoneOffset offset(Random random) {
    return ZoneOffset.ofTotalSeconds(random.nextInt(36 * 3600) - 18 * 3600);
  }

  private static ZonedDateTime zoned(Random random) {
    return dateTime(random).atZone(ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "+02:00"));
  }
}
