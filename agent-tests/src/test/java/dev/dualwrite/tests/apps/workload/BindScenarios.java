package dev.dualwrite.tests.apps.workload;

import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

/** Every way to bind a value. */
final class BindScenarios {
  private static final String CONTENT = "SELECT * FROM kinds ORDER BY id DESC LIMIT 1";
  private static final LocalDateTime MOMENT = LocalDateTime.of(2026, 3, 29, 1, 59, 58, 123456000);

  private BindScenarios() {}

  static void addTo(Map<String, Scenario> scenarios) {
    scenarios.put("typed setters", BindScenarios::typedSetters);
    scenarios.put("nulls", BindScenarios::nulls);
    scenarios.put("java.time", BindScenarios::javaTime);
    scenarios.put("objects with types", BindScenarios::objectsWithTypes);
    scenarios.put("rare setters", BindScenarios::rareSetters);
    scenarios.put("arrays and documents", BindScenarios::arraysAndDocuments);
    scenarios.put("values changed after they were sent", BindScenarios::changedAfterwards);
    scenarios.put("sticky parameters", BindScenarios::sticky);
  }

  /** Sets the parameters of a statement. */
  interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  static void insert(Session s, String columns, int count, Binder binder) throws Exception {
    String marks = "?" + ", ?".repeat(count - 1);
    String sql = "INSERT INTO kinds (" + columns + ") VALUES (" + marks + ")";
    s.attempt(
        sql,
        () -> {
          try (PreparedStatement statement = s.connection().prepareStatement(sql)) {
            binder.bind(statement);
            s.transcript().line("  count %d", statement.executeUpdate());
          }
        });
    s.run(CONTENT);
  }

  private static void typedSetters(Session s) throws Exception {
    UUID uuid = UUID.nameUUIDFromBytes(new byte[] {(byte) s.random().nextInt()});
    insert(
        s,
        "i, l, s, d, r, n, b, c, v, t, bin, dt, tm, ts, tz, u",
        16,
        p -> {
          p.setInt(1, s.random().nextInt());
          p.setLong(2, s.random().nextLong());
          p.setShort(3, (short) -7);
          p.setDouble(4, 1 / 3.0);
          p.setFloat(5, 2.5f);
          p.setBigDecimal(6, new BigDecimal("12345678901234.567890"));
          p.setBoolean(7, s.random().nextBoolean());
          p.setString(8, "ab");
          p.setString(9, "O'Brien \\ \" ? :x ü 漢 \uD83D\uDE00");
          p.setString(10, "-- not a comment; /* nor */ this\n");
          p.setBytes(11, new byte[] {0, 1, -1, 39, 92});
          p.setDate(12, Date.valueOf("2024-02-29"));
          p.setTime(13, Time.valueOf("23:59:59"));
          p.setTimestamp(14, Timestamp.valueOf(MOMENT));
          p.setTimestamp(15, new Timestamp(1_700_000_000_123L), utc());
          p.setObject(16, uuid);
        });
    insert(
        s,
        "i, s, v",
        3,
        p -> {
          p.setByte(1, (byte) 5);
          p.setByte(2, (byte) -5);
          p.setNString(3, "ñ");
        });
    insert(
        s,
        "dt, tm",
        2,
        p -> {
          p.setDate(1, Date.valueOf("1999-12-31"), utc());
          p.setTime(2, Time.valueOf("01:02:03"), utc());
        });
  }

  private static void nulls(Session s) throws Exception {
    insert(
        s,
        "i, n, v, bin, ts, b",
        6,
        p -> {
          p.setNull(1, Types.INTEGER);
          p.setNull(2, Types.NUMERIC, "numeric");
          p.setString(3, null);
          p.setBytes(4, null);
          p.setTimestamp(5, null);
          p.setObject(6, null);
        });
    insert(
        s,
        "l, d, t",
        3,
        p -> {
          p.setObject(1, null, Types.BIGINT);
          p.setObject(2, null, JDBCType.DOUBLE);
          p.setCharacterStream(3, null, 0);
        });
  }

  private static void javaTime(Session s) throws Exception {
    OffsetDateTime offset = MOMENT.atOffset(ZoneOffset.ofHours(3));
    insert(
        s,
        "dt, tm, ts, tz",
        4,
        p -> {
          p.setObject(1, LocalDate.of(2020, 2, 29));
          p.setObject(2, LocalTime.of(12, 34, 56, 789000));
          p.setObject(3, MOMENT);
          p.setObject(4, offset);
        });
    insert(
        s,
        "dt, ts, tz",
        3,
        p -> {
          p.setObject(1, LocalDate.of(1582, 10, 4), JDBCType.DATE);
          p.setObject(2, MOMENT, Types.TIMESTAMP);
          p.setObject(3, offset, Types.TIMESTAMP_WITH_TIMEZONE);
        });
    insert(
        s,
        "ts, tz",
        2,
        p -> {
          p.setObject(1, MOMENT, Types.TIMESTAMP);
          p.setObject(2, offset, Types.TIMESTAMP_WITH_TIMEZONE);
        });
    insert(s, "tz", 1, p -> p.setObject(1, offset.toInstant()));
    s.rollback();
    insert(s, "tz", 1, p -> p.setObject(1, offset.toZonedDateTime()));
  }

  private static void objectsWithTypes(Session s) throws Exception {
    insert(
        s,
        "i, l, n, b, v",
        5,
        p -> {
          p.setObject(1, "42", Types.INTEGER);
          p.setObject(2, 43, JDBCType.BIGINT);
          p.setObject(3, new BigDecimal("1.23456789"), Types.NUMERIC, 3);
          p.setObject(4, true, Types.BOOLEAN);
          p.setObject(5, 44L, JDBCType.VARCHAR, 10);
        });
    insert(
        s,
        "n, d, s, bin",
        4,
        p -> {
          p.setObject(1, new BigDecimal("0.000001"), JDBCType.DECIMAL, 6);
          p.setObject(2, 1.5f);
          p.setObject(3, (short) 3);
          p.setObject(4, new byte[] {1, 2}, Types.VARBINARY);
        });
    insert(
        s,
        "i, l, n, b, v, bin, ts",
        7,
        p -> {
          p.setObject(1, "42", Types.INTEGER);
          p.setObject(2, 43, Types.BIGINT);
          p.setObject(3, new BigDecimal("1.23456789"), Types.NUMERIC, 3);
          p.setObject(4, true, Types.BOOLEAN);
          p.setObject(5, 44L, Types.VARCHAR);
          p.setObject(6, new byte[] {1, 2}, Types.VARBINARY);
          p.setObject(7, "2026-01-02 03:04:05", Types.TIMESTAMP);
        });
    insert(s, "i", 1, p -> p.setObject(1, "not a number", Types.INTEGER));
  }

  private static void rareSetters(Session s) throws Exception {
    insert(s, "v", 1, p -> p.setURL(1, url()));
    s.rollback();
    insert(s, "v", 1, p -> p.setRef(1, null));
    s.rollback();
    insert(s, "v", 1, p -> p.setRowId(1, null));
    s.rollback();
    insert(s, "v", 1, p -> p.setSQLXML(1, null));
    s.rollback();
    insert(s, "v", 1, p -> p.setInt(2, 1));
    s.rollback();
    insert(s, "v, i", 2, p -> p.setString(1, "the other one is missing"));
    s.rollback();
    insert(s, "v", 1, p -> p.setObject(1, Thread.State.NEW));
  }

  private static void arraysAndDocuments(Session s) throws Exception {
    int id = s.nextId();
    s.run(
        s.pick(
            "INSERT INTO doc (id, body) VALUES (?, ?::jsonb)",
            "INSERT INTO doc (id, body) VALUES (?, ?)",
            "INSERT INTO doc (id, body) VALUES (?, ? FORMAT JSON)"),
        id,
        "{\"a\": [1, 2, {\"b\": null}], \"c\": \"\\u00fc\"}");
    s.attempt(
        "setArray",
        () -> {
          String sql = "UPDATE doc SET tags = ? WHERE id = ?";
          try (PreparedStatement p = s.connection().prepareStatement(sql)) {
            Object[] tags = {"x", null, "y'z"};
            p.setArray(1, s.connection().createArrayOf("VARCHAR", tags));
            p.setInt(2, id);
            s.transcript().line("  count %d", p.executeUpdate());
          }
        });
    s.rollback();
    s.run("SELECT id, body, tags FROM doc ORDER BY id");
  }

  /** What is mirrored in the background must be what was sent. */
  private static void changedAfterwards(Session s) throws Exception {
    String sql = "INSERT INTO kinds (bin, ts, dt) VALUES (?, ?, ?)";
    s.attempt(
        sql,
        () -> {
          byte[] bytes = {1, 2, 3};
          Timestamp timestamp = Timestamp.valueOf(MOMENT);
          Date date = Date.valueOf("2025-05-05");
          try (PreparedStatement p = s.connection().prepareStatement(sql)) {
            p.setBytes(1, bytes);
            p.setTimestamp(2, timestamp);
            p.setDate(3, date);
            s.transcript().line("  count %d", p.executeUpdate());
            bytes[0] = 99;
            timestamp.setTime(0);
            date.setTime(0);
          }
        });
    s.run(CONTENT);
  }

  private static void sticky(Session s) throws Exception {
    String sql = "INSERT INTO pair (a, b, v) VALUES (?, ?, ?)";
    s.attempt(
        sql,
        () -> {
          try (PreparedStatement p = s.connection().prepareStatement(sql)) {
            p.setInt(1, s.nextId());
            p.setInt(2, 1);
            p.setString(3, "kept");
            p.executeUpdate();
            p.setInt(2, 2);
            p.executeUpdate();
            p.setInt(2, 3);
            p.addBatch();
            p.setInt(2, 4);
            p.addBatch();
            s.transcript().line("  batch of %d", p.executeBatch().length);
            p.setInt(2, 5);
            p.executeUpdate();
            p.clearParameters();
            p.setInt(1, 0);
            p.executeUpdate();
          }
        });
    s.rollback();
    s.run("SELECT a, b, v FROM pair ORDER BY a, b");
  }

  private static URL url() throws SQLException {
    try {
      return URI.create("https://example.com/").toURL();
    } catch (MalformedURLException e) {
      throw new SQLException(e);
    }
  }

  private static Calendar utc() {
    return Calendar.getInstance(TimeZone.getTimeZone("UTC"));
  }
}
