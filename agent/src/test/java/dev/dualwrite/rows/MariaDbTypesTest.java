package dev.dualwrite.rows;

import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.TestServers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MariaDbTypesTest {
  private static RoundTrip databases;

  /** The source takes everything that the vendor can store; the target has the strict defaults. */
  @BeforeAll
  static void connect() throws Exception {
    databases =
        new RoundTrip(org.mariadb.jdbc.Driver.class, TestServers.mariaDb(), TestServers.mariaDb());
    Sql.execute(
        databases.source,
        "SET sql_mode = 'ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO'",
        "SET time_zone = '+05:00'");
    Sql.execute(databases.target, "SET time_zone = '-03:00'");
  }

  @AfterAll
  static void close() throws Exception {
    databases.close();
  }

  static Stream<TypeCase> types() {
    return Stream.of(
        TypeCase.of("tinyint(1)", "0", "1", "5", "-128", "127"),
        TypeCase.of("boolean", "true", "false"),
        TypeCase.of("tinyint", "-128", "127"),
        TypeCase.of("tinyint unsigned", "255"),
        TypeCase.of("smallint unsigned", "65535"),
        TypeCase.of("mediumint", "-8388608"),
        TypeCase.of("mediumint unsigned", "16777215"),
        TypeCase.of("int", "-2147483648"),
        TypeCase.of("int unsigned", "4294967295"),
        TypeCase.of("int(5) zerofill", "7"),
        TypeCase.of("bigint", "-9223372036854775808", "9223372036854775807"),
        TypeCase.of("bigint unsigned", "18446744073709551615"),
        TypeCase.of("bigint unsigned zerofill", "1"),
        TypeCase.of(
            "decimal(65,30)", "12345678901234567890123456789012345.123456789012345678901234567890"),
        TypeCase.of("decimal(10,2) unsigned", "99999999.99"),
        TypeCase.of("float", "3.4028234e38", "1.1754944e-38", "0.1", "1.2345678", "16777217"),
        TypeCase.of("float unsigned", "0.3"),
        TypeCase.of("double", "1.7976931348623157e308", "2.2250738585072014e-308", "0.1"),
        TypeCase.of("bit(1)", "b'1'", "b'0'"),
        TypeCase.of("bit(10)", "b'1000000001'"),
        TypeCase.of(
            "bit(64)", "b'1111111111111111111111111111111111111111111111111111111111111111'"),
        TypeCase.of("year", "1901", "2155", "0"),
        TypeCase.of(
            "date", "'0000-00-00'", "'2024-00-00'", "'2024-02-30'", "'9999-12-31'", "'0001-01-01'"),
        TypeCase.of("time", "'-838:59:59'", "'838:59:59'", "'24:00:00'", "'00:00:00'"),
        TypeCase.of("time(6)", "'23:59:59.999999'", "'-00:00:00.000001'"),
        TypeCase.of(
            "datetime", "'0000-00-00 00:00:00'", "'2024-02-30 10:00:00'", "'1000-01-01 00:00:00'"),
        TypeCase.of("datetime(6)", "'9999-12-31 23:59:59.999999'", "'2024-03-31 02:30:00.000001'"),
        TypeCase.of(
            "timestamp(6)",
            "'2024-10-27 01:30:00.123456'",
            "'0000-00-00 00:00:00'",
            "'1970-01-01 05:00:01'"),
        TypeCase.of("timestamp", "'2024-10-27 01:30:00'", "'2038-01-19 08:14:07'"),
        TypeCase.of("char(5)", "'a'", "''", "'ä😀'"),
        TypeCase.of("varchar(20)", "' x '", "'a\\'b\\\\c'", "'\\n\\0\\t'"),
        TypeCase.of("varchar(20) character set latin1", "'äöü'"),
        TypeCase.of("binary(4)", "x'00ff'", "x'01020304'"),
        TypeCase.of("varbinary(10)", "x''", "x'00ff5c27'"),
        TypeCase.of("tinyblob", "x'00ff'"),
        TypeCase.of("longblob", "repeat(x'00ff', 100000)"),
        TypeCase.of("tinytext", "'ä'"),
        TypeCase.of("longtext", "repeat('ä😀', 50000)"),
        TypeCase.of("enum('a','b c','')", "'a'", "'b c'", "''"),
        TypeCase.of("set('x','y','z')", "'x,z'", "''"),
        TypeCase.of("json", "'{\"b\": 1, \"a\":[null, 1.50]}'"),
        TypeCase.of(
            "geometry",
            "ST_GeomFromText('POINT(1.5 -2)')",
            "ST_GeomFromText('LINESTRING(0 0,1 1)', 4326)"),
        TypeCase.of("point", "ST_GeomFromText('POINT(1.5 -2)')"),
        TypeCase.of("polygon", "ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))')"),
        TypeCase.of("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"),
        TypeCase.of("inet4", "'192.168.0.1'"),
        TypeCase.of("inet6", "'::1'", "'2001:db8::ff00:42:8329'"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyValueIsTheSameOnTheOtherSide(TypeCase type) throws Exception {
    databases.survives(type, textOfValue(type.type()));
  }

  private static String textOfValue(String type) {
    if (type.startsWith("timestamp")) {
      return "CONCAT(UNIX_TIMESTAMP(v), v = 0)";
    }
    if (type.startsWith("float") || type.startsWith("bit")) {
      return "v + 0e0, v + 0";
    }
    return "HEX(v), LENGTH(v)";
  }
}
