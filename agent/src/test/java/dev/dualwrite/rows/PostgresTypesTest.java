package dev.dualwrite.rows;

import dev.dualwrite.testing.TestServers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresTypesTest {
  private static RoundTrip databases;

  @BeforeAll
  static void connect() throws Exception {
    databases =
        new RoundTrip(org.postgresql.Driver.class, TestServers.postgres(), TestServers.postgres());
    databases.bothExecute(
        "CREATE TYPE mood AS ENUM ('sad', 'so so', 'ok')",
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
        "CREATE DOMAIN payload AS bytea",
        "CREATE TYPE pair AS (a int, b text)");
  }

  @AfterAll
  static void close() throws Exception {
    databases.close();
  }

  static Stream<TypeCase> types() {
    return Stream.of(
        TypeCase.of("smallint", "-32768", "32767"),
        TypeCase.of("integer", "-2147483648", "2147483647"),
        TypeCase.of("bigint", "-9223372036854775808", "9223372036854775807"),
        TypeCase.of(
            "numeric", "1.50", "1e-30", "123456789012345678901234567890.12", "'NaN'", "'Infinity'"),
        TypeCase.of("numeric(10,2)", "-99999999.99", "0"),
        TypeCase.of("real", "3.4028235e38", "1e-45", "0.1", "'NaN'", "'-Infinity'", "'-0'"),
        TypeCase.of(
            "double precision", "1.7976931348623157e308", "5e-324", "0.1", "'NaN'", "'Infinity'"),
        TypeCase.of("money", "12.34", "-92233720368547758.08"),
        TypeCase.of("boolean", "true", "false"),
        TypeCase.of("text", "''", "'a''b\\c'", "E'\\n\\t\\u00e4\\U0001F600'", "'{1}'", "'NULL'"),
        TypeCase.of("varchar(10)", "''", "' x '"),
        TypeCase.of("char(5)", "'a'", "'abcde'", "''"),
        TypeCase.of("\"char\"", "'a'", "''"),
        TypeCase.of("name", "'pg_class'"),
        TypeCase.of("bytea", "'\\x'", "'\\x00ff5c27'"),
        TypeCase.of(
            "date",
            "'2024-02-29'",
            "'0044-03-15 BC'",
            "'infinity'",
            "'5874897-12-31'",
            "'0001-01-01'"),
        TypeCase.of("time", "'00:00'", "'23:59:59.999999'", "'24:00:00'"),
        TypeCase.of("timetz", "'23:59:59.999999+15:59'", "'24:00:00-05:30'"),
        TypeCase.of(
            "timestamp",
            "'2024-02-29 23:59:59.123456'",
            "'0044-03-15 12:00 BC'",
            "'-infinity'",
            "'294276-12-31 23:59:59.999999'",
            "'0001-01-01'"),
        TypeCase.of("timestamp(0)", "'2024-02-29 23:59:59'"),
        TypeCase.of(
            "timestamptz",
            "'2024-10-27 00:30:00+00'",
            "'2024-10-27 01:30:00+00'",
            "'1890-01-01 00:00:00+00'",
            "'0044-03-15 12:00+02 BC'",
            "'infinity'",
            "'294276-12-31 23:59:59.999999+00'"),
        TypeCase.of(
            "interval",
            "'1 year -2 mons 3 days -04:05:06.789'",
            "'178000000 years'",
            "'-1 day +00:00:00.000001'"),
        TypeCase.of("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"),
        TypeCase.of("json", "'{\"b\": 1, \"a\":[null, 1.50]}'", "'\"text\"'"),
        TypeCase.of("jsonb", "'{\"b\": 1, \"a\":[null, 1.50]}'", "'null'"),
        TypeCase.of("xml", "'<a b=\"c\">d</a>'"),
        TypeCase.of("bit(8)", "B'10101010'", "B'00000000'"),
        TypeCase.of("bit(1)", "B'1'"),
        TypeCase.of("bit varying", "B''", "B'0001'"),
        TypeCase.of("inet", "'192.168.0.1/24'", "'::1'"),
        TypeCase.of("cidr", "'10.0.0.0/8'"),
        TypeCase.of("macaddr", "'08:00:2b:01:02:03'"),
        TypeCase.of("macaddr8", "'08:00:2b:01:02:03:04:05'"),
        TypeCase.of("point", "'(1.5,-2e-300)'"),
        TypeCase.of("box", "'((0,0),(1,1))'"),
        TypeCase.of("path", "'[(0,0),(1,1)]'"),
        TypeCase.of("polygon", "'((0,0),(1,1),(1,0))'"),
        TypeCase.of("circle", "'<(0,0),1>'"),
        TypeCase.of("integer[]", "'{}'", "'{1,NULL,3}'", "'{{1,2},{3,4}}'", "'[0:1]={5,6}'"),
        TypeCase.of("text[]", "ARRAY['a,b', '\"', '\\', 'NULL', '', ' x ', '{}']", "'{NULL}'"),
        TypeCase.of("bytea[]", "ARRAY['\\x00ff'::bytea]"),
        TypeCase.of("numeric[]", "'{NaN,1.50}'"),
        TypeCase.of("timestamptz[]", "'{infinity,2024-10-27 01:30:00+00}'"),
        TypeCase.of("jsonb[]", "ARRAY['{\"a\": \"b,c\"}'::jsonb]"),
        TypeCase.of("mood", "'sad'", "'so so'"),
        TypeCase.of("mood[]", "'{sad,\"so so\"}'"),
        TypeCase.of("positive", "1"),
        TypeCase.of("payload", "'\\x00ff'"),
        TypeCase.of("pair", "ROW(1, 'a,\"b')", "ROW(NULL, '')"),
        TypeCase.of("int4range", "'[1,10)'", "'empty'", "'(,5)'"),
        TypeCase.of("tstzrange", "'[2024-01-01 00:00+00,infinity]'"),
        TypeCase.of("int4multirange", "'{[1,3),[5,7)}'"),
        TypeCase.of("tsvector", "'a:1A fat:2B,4C cat''s:5'"),
        TypeCase.of("tsquery", "'fat & (rat | cat:ab)'"),
        TypeCase.of("oid", "4294967295"),
        TypeCase.of("regclass", "'pg_class'"),
        TypeCase.of("pg_lsn", "'16/B374D848'"),
        TypeCase.of("jsonpath", "'$.a[*] ? (@ > 1)'"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyValueIsTheSameOnTheOtherSide(TypeCase type) throws Exception {
    databases.survives(type, "v::text");
  }
}
