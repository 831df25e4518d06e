package dev.dualwrite.backfill;

import dev.dualwrite.testing.Vendor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A table for each kind of key. */
final class KeyTables {
  static final List<String> NAMES =
      List.of("by_number", "by_text", "by_uuid", "by_pair", "by_bytes", "by_decimal", "by_time");

  private static final String LETTERS = "aAbBéÉzZ -_0ß";

  private KeyTables() {}

  static String create(String table, Vendor vendor) {
    boolean mariaDb = vendor == Vendor.MARIADB;
    String key =
        switch (table) {
          case "by_number" -> "k BIGINT, PRIMARY KEY (k)";
          case "by_text" ->
              "k VARCHAR(40)"
                  + (mariaDb ? " COLLATE utf8mb4_unicode_ci" : "")
                  + ", PRIMARY KEY (k)";
          case "by_uuid" -> "k UUID, PRIMARY KEY (k)";
          case "by_pair" -> "k INT, l VARCHAR(20), m DATE, PRIMARY KEY (k, l, m)";
          case "by_bytes" ->
              "k " + (vendor == Vendor.POSTGRES ? "BYTEA" : "VARBINARY(20)") + ", PRIMARY KEY (k)";
          case "by_decimal" -> "k DECIMAL(20, 5), PRIMARY KEY (k)";
          case "by_time" -> "k " + (mariaDb ? "DATETIME(6)" : "TIMESTAMP(6)") + ", PRIMARY KEY (k)";
          default -> throw new IllegalArgumentException(table);
        };
    return "CREATE TABLE " + table + " (v VARCHAR(50), " + key + ")";
  }

  static void fill(String url, Vendor vendor, String table, int rows) throws SQLException {
    Random random = new Random(7);
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      String insert =
          "INSERT INTO " + table + " VALUES (?, ?" + (table.equals("by_pair") ? ", ?, ?)" : ")");
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
        for (int i = 0; i < rows; i++) {
          statement.setString(1, "row " + i);
          bindKey(statement, table, i, random, vendor);
          statement.addBatch();
        }
        statement.executeBatch();
      }
      connection.commit();
    }
  }

  private static void bindKey(
      PreparedStatement statement, String table, int i, Random random, Vendor vendor)
      throws SQLException {
    switch (table) {
      case "by_number" -> statement.setLong(2, (i % 2 == 0 ? 1L : -1L) * i * 10_000_000_000L);
      case "by_text" -> statement.setString(2, text(random) + i);
      case "by_uuid" -> {
        // MariaDB takes only those of a known version.
        UUID uuid = UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)});
        if (vendor == Vendor.MARIADB) {
          statement.setString(2, uuid.toString());
        } else {
          statement.setObject(2, uuid);
        }
      }
      case "by_pair" -> {
        statement.setInt(2, i % 5);
        statement.setString(3, "L" + i % 30);
        statement.setDate(4, Date.valueOf(LocalDate.of(2000, 1, 1).plusDays(i)));
      }
      case "by_bytes" -> statement.setBytes(2, (text(random) + i).getBytes(StandardCharsets.UTF_8));
      case "by_decimal" -> statement.setBigDecimal(2, BigDecimal.valueOf(i * 77L - 9_999, 5));
      case "by_time" ->
          statement.setTimestamp(2, Timestamp.valueOf("2024-03-01 00:00:00." + (100_000 + i)));
      default -> throw new IllegalArgumentException(table);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(4); length > 0; length--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
