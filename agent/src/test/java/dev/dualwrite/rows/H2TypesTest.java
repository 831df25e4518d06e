package dev.dualwrite.rows;

import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.TestServers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class H2TypesTest {
  private static RoundTrip databases;

  @BeforeAll
  static void connect() throws Exception {
    databases = new RoundTrip(org.h2.Driver.class, TestServers.h2(), TestServers.h2());
    databases.bothExecute("CREATE DOMAIN positive AS INT CHECK (VALUE > 0)");
    Sql.execute(databases.source, "SET TIME ZONE 'Europe/Berlin'");
    Sql.execute(databases.target, "SET TIME ZONE 'Asia/Tokyo'");
  }

  @AfterAll
  static void close() throws Exception {
    databases.close();
  }

  static Stream<TypeCase> types() {
    return Stream.of(
        TypeCase.of("BOOLEAN", "TRUE", "FALSE"),
        TypeCase.of("TINYINT", "-128", "127"),
        TypeCase.of("SMALLINT", "-32768"),
        TypeCase.of("INTEGER", "-2147483648"),
        TypeCase.of("BIGINT", "-9223372036854775808", "9223372036854775807"),
        TypeCase.of("NUMERIC(40, 10)", "123456789012345678901234567890.1234567890"),
        TypeCase.of("DECIMAL(10, 2)", "-99999999.99"),
        TypeCase.of("REAL", "3.4028235E38", "1.4E-45", "'NaN'", "'-Infinity'"),
        TypeCase.of("DOUBLE PRECISION", "1.7976931348623157E308", "4.9E-324", "'NaN'"),
        TypeCase.of("FLOAT(10)", "0.1"),
        TypeCase.of("DECFLOAT(20)", "1.50", "1E+1000", "'NaN'", "'Infinity'"),
        TypeCase.of("CHARACTER(5)", "'a'", "''"),
        TypeCase.of("VARCHAR(20)", "'a''b\\c'", "U&'\\00e4\\+01F600'", "''"),
        TypeCase.of("VARCHAR_IGNORECASE(20)", "'aB'"),
        TypeCase.of("CLOB", "REPEAT('ä', 100000)", "''"),
        TypeCase.of("BINARY(4)", "X'00ff'"),
        TypeCase.of("VARBINARY(10)", "X''", "X'00ff5c27'"),
        TypeCase.of("BLOB", "REPEAT(X'00ff', 100000)"),
        TypeCase.of("DATE", "DATE '2024-02-29'", "DATE '-44-03-15'", "DATE '12345-01-01'"),
        TypeCase.of("TIME(9)", "'23:59:59.999999999'", "'00:00:00'"),
        TypeCase.of("TIME(9) WITH TIME ZONE", "'23:59:59.999999999+15:59'", "'10:00:00-05:30'"),
        TypeCase.of(
            "TIMESTAMP(9)",
            "'2024-03-31 02:30:00.123456789'",
            "'-44-03-15 12:00:00'",
            "'12345-01-01 00:00:00'"),
        TypeCase.of(
            "TIMESTAMP(9) WITH TIME ZONE",
            "'2024-10-27 02:30:00.123456789+02:00'",
            "'2024-10-27 02:30:00+01:00'",
            "'1890-01-01 00:00:00+05:30:10'"),
        TypeCase.of("INTERVAL YEAR", "INTERVAL '-9' YEAR"),
        TypeCase.of("INTERVAL YEAR TO MONTH", "INTERVAL '1-11' YEAR TO MONTH"),
        TypeCase.of("INTERVAL DAY TO SECOND(9)", "INTERVAL '-1 23:59:59.123456789' DAY TO SECOND"),
        TypeCase.of("JAVA_OBJECT", "CAST(X'aced0005740001' AS JAVA_OBJECT)"),
        TypeCase.of("ENUM('a', 'b c')", "'a'", "'b c'"),
        TypeCase.of("JSON", "JSON '{\"b\":1,\"a\":[null,1.50]}'", "JSON '\"text\"'", "JSON 'null'"),
        TypeCase.of("UUID", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"),
        TypeCase.of("INTEGER ARRAY", "ARRAY[]", "ARRAY[1, NULL, 3]"),
        TypeCase.of("VARCHAR(10) ARRAY", "ARRAY['a,b', '', NULL]"),
        TypeCase.of("INTEGER ARRAY ARRAY", "ARRAY[ARRAY[1, 2], ARRAY[]]"),
        TypeCase.of("UUID ARRAY", "ARRAY[UUID 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']"),
        TypeCase.of("VARBINARY ARRAY", "ARRAY[X'00ff']"),
        TypeCase.of("NUMERIC(20, 5) ARRAY", "ARRAY[1.50000]"),
        TypeCase.of("DATE ARRAY", "ARRAY[DATE '2024-02-29']"),
        TypeCase.of(
            "TIMESTAMP(9) WITH TIME ZONE ARRAY",
            "ARRAY[TIMESTAMP WITH TIME ZONE '2024-10-27 02:30:00.123456789+02:00']"),
        TypeCase.of("INTERVAL DAY ARRAY", "ARRAY[INTERVAL '1' DAY]"),
        TypeCase.of("JSON ARRAY", "ARRAY[JSON '{\"a\":1}']"),
        TypeCase.of("positive", "1"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyValueIsTheSameOnTheOtherSide(TypeCase type) throws Exception {
    String text =
        type.type().matches("JAVA_OBJECT|BLOB") ? "CAST(v AS VARBINARY)" : "CAST(v AS VARCHAR)";
    databases.survives(type, text);
  }
}
