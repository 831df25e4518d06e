package dev.dualwrite.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Copies rows between databases of different vendors and reads them with plain JDBC on both sides.
 */
class OtherVendorTest {

  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Vendor from : Vendor.values()) {
      for (Vendor to : Vendor.values()) {
        if (from != to) {
          pairs.add(Arguments.of(from, to));
        }
      }
    }
    return pairs.stream();
  }

  private static String table(Vendor vendor) {
    return switch (vendor) {
      case POSTGRES ->
          "CREATE TABLE t (id int PRIMARY KEY, flag boolean, big bigint, price numeric(20,4),"
              + " ratio double precision, name varchar(50), note text, data bytea, due date,"
              + " hour_of time(6), wall timestamp(6), moment timestamptz(6), uuid uuid, doc json,"
              + " twice int GENERATED ALWAYS AS (id * 2) STORED)";
      case MARIADB ->
          "CREATE TABLE t (id int PRIMARY KEY, flag tinyint(1), big bigint, price decimal(20,4),"
              + " ratio double, name varchar(50), note longtext, data longblob, due date,"
              + " hour_of time(6), wall datetime(6), moment timestamp(6) NULL, uuid uuid, doc json,"
              + " twice int GENERATED ALWAYS AS (id * 2) STORED)";
      case H2 ->
          "CREATE TABLE t (id INT PRIMARY KEY, flag BOOLEAN, big BIGINT, price NUMERIC(20,4),"
              + " ratio DOUBLE PRECISION, name VARCHAR(50), note CLOB, data BLOB, due DATE,"
              + " hour_of TIME(6), wall TIMESTAMP(6), moment TIMESTAMP(6) WITH TIME ZONE, uuid UUID,"
              + " doc JSON, twice INT GENERATED ALWAYS AS (id * 2))";
    };
  }

  private static String[] rows(Vendor vendor) {
    String bytes = vendor == Vendor.POSTGRES ? "'\\x00ff5c27'" : "X'00ff5c27'";
    String zone = vendor == Vendor.MARIADB ? "" : "+00";
    String json = (vendor == Vendor.H2 ? "JSON " : "") + "'{\"a\":[null,1.5,\"ä\"]}'";
    String prefix =
        "INSERT INTO t (id, flag, big, price, ratio, name, note, data, due, hour_of, wall, moment, uuid, doc) VALUES ";
    return new String[] {
      prefix
          + "(1, true, 9223372036854775807, 1234567890123456.7891, 0.1, 'a''b', 'ä😀', "
          + bytes
          + ", '2024-02-29', '23:59:59.999999', '2024-03-31 02:30:00.123456',"
          + " '2024-10-27 00:30:00.123456"
          + zone
          + "', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', "
          + json
          + ")",
      prefix
          + "(2, false, -1, -0.5, 1.7976931348623157E308, '', '', "
          + bytes.replace("00ff5c27", "")
          + ", '0001-01-01', '00:00:00', '1000-01-01 00:00:00', '2024-10-27 01:30:00"
          + zone
          + "', '00000000-0000-0000-0000-000000000000', "
          + json.replaceAll("'.*'", "'true'")
          + ")",
      "INSERT INTO t (id) VALUES (3)"
    };
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void rowsMeanTheSameOnTheOtherVendor(Vendor from, Vendor to) throws SQLException {
    try (Connection source = from.connect();
        Connection target = to.connect()) {
      if (from == Vendor.MARIADB) {
        Sql.execute(source, "SET time_zone = '+00:00'");
      }
      Sql.execute(source, table(from));
      Sql.execute(source, rows(from));
      Sql.execute(target, table(to));
      for (int i = 0; i < 2; i++) {
        copy(from, source, to, target);
        assertEquals(contents(source, from), contents(target, to));
      }
    }
  }

  private static void copy(Vendor from, Connection source, Vendor to, Connection target)
      throws SQLException {
    TableDescription table = Tables.describe(source, from.dialect(), from.dialect().fold("t"));
    List<Key> keys =
        List.of(
            Tables.key(table, 1), Tables.key(table, 2), Tables.key(table, 3), Tables.key(table, 4));
    ReadResult rows = new RowReader(from.dialect()).read(source, table, keys, LockMode.NONE);
    target.setAutoCommit(false);
    new RowWriter(to.dialect())
        .apply(
            target,
            Tables.describe(target, to.dialect(), to.dialect().fold("t")),
            rows.present(),
            rows.absent());
    target.commit();
  }

  private static List<String> contents(Connection connection, Vendor vendor) throws SQLException {
    String instant = vendor == Vendor.MARIADB ? "UNIX_TIMESTAMP(moment)" : "moment";
    List<String> contents = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT t.*, " + instant + " AS seconds FROM t ORDER BY id")) {
      while (row.next()) {
        byte[] data = row.getBytes("data");
        contents.add(
            String.join(
                " | ",
                row.getString("id"),
                row.getBoolean("flag") + " " + row.wasNull(),
                row.getLong("big") + " " + row.wasNull(),
                String.valueOf(row.getBigDecimal("price")),
                row.getDouble("ratio") + " " + row.wasNull(),
                row.getString("name"),
                row.getString("note"),
                data == null ? "null" : HexFormat.of().formatHex(data),
                String.valueOf(row.getObject("due", LocalDate.class)),
                String.valueOf(row.getObject("hour_of", LocalTime.class)),
                String.valueOf(row.getObject("wall", LocalDateTime.class)),
                instant(row, vendor),
                String.valueOf(row.getString("uuid")).toLowerCase(Locale.ROOT),
                row.getString("doc"),
                row.getString("twice")));
      }
    }
    return contents;
  }

  private static String instant(ResultSet row, Vendor vendor) throws SQLException {
    if (vendor == Vendor.MARIADB) {
      return String.valueOf(row.getBigDecimal("seconds"));
    }
    OffsetDateTime instant = row.getObject("seconds", OffsetDateTime.class);
    return instant == null
        ? "null"
        : instant.toEpochSecond() + "." + String.format("%06d", instant.getNano() / 1000);
  }
}
