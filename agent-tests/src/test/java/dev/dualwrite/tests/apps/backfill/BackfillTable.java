package dev.dualwrite.tests.apps.backfill;

import dev.dualwrite.tests.harness.Vendor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The tables that are backfilled: one for each kind of key, and two that refer to each other. */
public enum BackfillTable {
  /** All common types. */
  BY_NUMBER("id"),
  /** Texts in which case and accents don't count, on MariaDB. */
  BY_TEXT("code"),
  BY_UUID("id"),
  BY_PAIR("a", "b"),
  BY_BYTES("id"),
  BY_TIME("at", "amount"),
  /** Refers to itself, and to a team. */
  PERSON("id"),
  /** Refers to a person. */
  TEAM("id");

  private static final String[] LETTERS = {"a", "A", "é", "É", "z", "Z", "ß", "-", "_", "ö"};

  @SuppressWarnings("ImmutableEnumChecker") // It is a copy that nobody can change.
  private final List<String> key;

  BackfillTable(String... key) {
    this.key = List.of(key);
  }

  /** The name as it is written. */
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What makes the table. */
  public String create(Vendor vendor) {
    boolean mariaDb = vendor == Vendor.MARIADB;
    String bytes = mariaDb ? "VARBINARY(40)" : "BYTEA";
    String time = mariaDb ? "DATETIME(6)" : "TIMESTAMP(6)";
    String columns =
        switch (this) {
          case BY_NUMBER ->
              "id BIGINT PRIMARY KEY, v VARCHAR(100), n INT, d DECIMAL(20, 6), f DOUBLE PRECISION,"
                  + " flag BOOLEAN, t TEXT, b "
                  + bytes
                  + ", day DATE, at "
                  + time
                  + ", zoned "
                  + (mariaDb ? "TIMESTAMP(6) NULL" : "TIMESTAMP(6) WITH TIME ZONE");
          case BY_TEXT ->
              "code VARCHAR(40)"
                  + (mariaDb ? " COLLATE utf8mb4_unicode_ci" : "")
                  + " PRIMARY KEY, v VARCHAR(100)";
          case BY_UUID -> "id UUID PRIMARY KEY, v VARCHAR(100)";
          case BY_PAIR -> "a INT, b VARCHAR(20), v VARCHAR(100), PRIMARY KEY (a, b)";
          case BY_BYTES -> "id " + bytes + ", v VARCHAR(100), PRIMARY KEY (id)";
          case BY_TIME ->
              "at " + time + ", amount DECIMAL(12, 4), v VARCHAR(100), PRIMARY KEY (at, amount)";
          case PERSON ->
              "id BIGINT PRIMARY KEY, v VARCHAR(100), boss BIGINT, team BIGINT,"
                  + " FOREIGN KEY (boss) REFERENCES person (id)";
          case TEAM ->
              "id BIGINT PRIMARY KEY, v VARCHAR(100), lead_id BIGINT NOT NULL,"
                  + " FOREIGN KEY (lead_id) REFERENCES person (id)";
        };
    return "CREATE TABLE " + table() + " (" + columns + ")";
  }

  /** What inserts a row; its parameters are those of {@link #bindRow}. */
  public String insert() {
    return switch (this) {
      case BY_NUMBER ->
          "INSERT INTO by_number (id, v, n, d, f, flag, t, b, day, at, zoned)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
      case TEAM -> "INSERT INTO team (id, v, lead_id) VALUES (?, ?, ?)";
      default ->
          "INSERT INTO "
              + table()
              + " ("
              + String.join(", ", key)
              + ", v) VALUES ("
              + "?, ".repeat(key.size())
              + "?)";
    };
  }

  /** What changes a row; its parameters are a text and the key. */
  public String update() {
    return "UPDATE " + table() + " SET v = ?" + where();
  }

  /** What deletes a row; its parameters are the key. */
  public String delete() {
    return "DELETE FROM " + table() + where();
  }

  private String where() {
    return " WHERE " + String.join(" = ? AND ", key) + " = ?";
  }

  /** Binds the row of a number. */
  public void bindRow(PreparedStatement statement, Vendor vendor, int number) throws SQLException {
    int next = bindKey(statement, vendor, 1, number);
    statement.setString(next++, "row " + number);
    if (this == TEAM) {
      statement.setLong(next, number);
    }
    if (this == BY_NUMBER) {
      statement.setInt(next++, -number);
      statement.setBigDecimal(next++, BigDecimal.valueOf(number * 1_000_003L, 6));
      statement.setDouble(next++, number / 3.0);
      statement.setBoolean(next++, number % 2 == 0);
      statement.setString(next++, number % 5 == 0 ? null : "long text é ".repeat(number % 20));
      statement.setBytes(next++, new byte[] {(byte) number, 0, (byte) 0xff});
      statement.setDate(next++, Date.valueOf("2024-02-29"));
      statement.setTimestamp(next++, time(number));
      statement.setTimestamp(next, time(-number));
    }
  }

  /** Binds the key of a number from a parameter on, and returns the next one. */
  public int bindKey(PreparedStatement statement, Vendor vendor, int first, int number)
      throws SQLException {
    switch (this) {
      case BY_NUMBER, PERSON, TEAM -> statement.setLong(first, number);
      case BY_TEXT -> statement.setString(first, text(number));
      case BY_UUID -> {
        UUID uuid =
            UUID.nameUUIDFromBytes(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
        if (vendor == Vendor.MARIADB) {
          statement.setString(first, uuid.toString());
        } else {
          statement.setObject(first, uuid);
        }
      }
      case BY_PAIR -> {
        statement.setInt(first, number % 97);
        statement.setString(first + 1, text(number / 97));
      }
      case BY_BYTES ->
          statement.setBytes(
              first,
              new byte[] {
                (byte) (number * 31), (byte) number, (byte) (number >> 8), (byte) (number >> 16)
              });
      case BY_TIME -> {
        statement.setTimestamp(first, time(number / 3));
        statement.setBigDecimal(first + 1, BigDecimal.valueOf(number % 3, 4));
      }
    }
    return first + key.size();
  }

  private static String text(int number) {
    return LETTERS[number % LETTERS.length] + LETTERS[number / 7 % LETTERS.length] + number;
  }

  private static Timestamp time(int number) {
    Timestamp time = new Timestamp(1_700_000_000_000L + number);
    time.setNanos(time.getNanos() + Math.floorMod(number, 1_000) * 1_000);
    return time;
  }
}
