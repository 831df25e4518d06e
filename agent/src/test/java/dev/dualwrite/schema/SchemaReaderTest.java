package dev.dualwrite.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.testing.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaReaderTest {

  @Test
  void postgresTellsColumnsKeysAndWhatChangesThem() throws Exception {
    String url = TestServers.postgres();
    execute(
        url,
        "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY, code text NOT NULL,"
            + " made timestamp DEFAULT now(), twice bigint GENERATED ALWAYS AS (id * 2) STORED,"
            + " nothing text DEFAULT NULL, PRIMARY KEY (code, id), UNIQUE (made, nothing))",
        "CREATE UNIQUE INDEX partial ON t (code) WHERE id > 5",
        "CREATE UNIQUE INDEX expression ON t (lower(code))");
    TableDescription table = read(url, TableName.of("t"), Namespace.unknown()).orElseThrow();
    assertEquals("public.t", table.name().toString());
    assertEquals(List.of("code", "id"), table.primaryKey());
    assertEquals(
        List.of(
            UniqueKey.of(List.of("code", "id"), false),
            UniqueKey.of(List.of("made", "nothing"), true)),
        table.uniqueKeys());
    assertTrue(table.hasOtherUniqueness());
    assertFalse(table.hasTriggers());
    Column id = table.column("id").orElseThrow();
    assertTrue(id.autoIncrement() && id.identityAlways() && !id.nullable());
    assertTrue(table.column("twice").orElseThrow().computed());
    assertEquals(Optional.of("now()"), table.column("made").orElseThrow().defaultExpression());
    assertEquals(Optional.empty(), table.column("nothing").orElseThrow().defaultExpression());
  }

  @Test
  void postgresFindsATableOfAnotherSchemaIfItIsTheOnlyOne() throws Exception {
    String url = TestServers.postgres();
    execute(
        url,
        "CREATE SCHEMA a CREATE TABLE one (id int) CREATE TABLE two (id int)",
        "CREATE SCHEMA b CREATE TABLE two (id int, b int)");
    assertEquals(
        "a.one",
        read(url, TableName.of("one"), Namespace.unknown()).orElseThrow().name().toString());
    assertTrue(read(url, TableName.of("two"), Namespace.unknown()).isEmpty());
    assertEquals(
        "b.two",
        read(url, TableName.of("two"), Namespace.of(null, "b")).orElseThrow().name().toString());
    assertEquals(
        "a.two",
        read(url, TableName.of("a", "two"), Namespace.unknown()).orElseThrow().name().toString());
    assertTrue(read(url, TableName.of("b", "one"), Namespace.unknown()).isEmpty());
  }

  @Test
  void postgresTellsTriggersRulesAndViews() throws Exception {
    String url = TestServers.postgres();
    execute(
        url,
        "CREATE TABLE ruled (id int PRIMARY KEY)",
        "CREATE RULE r AS ON DELETE TO ruled DO INSTEAD NOTHING",
        "CREATE VIEW v AS SELECT * FROM ruled");
    assertTrue(read(url, TableName.of("ruled"), Namespace.unknown()).orElseThrow().hasTriggers());
    assertTrue(read(url, TableName.of("v"), Namespace.unknown()).orElseThrow().view());
  }

  @Test
  void postgresFindsAFunctionOfAnySchemaAndTellsTheWorstOfSeveral() throws Exception {
    String url = TestServers.postgres();
    execute(
        url,
        "CREATE SCHEMA a",
        "CREATE FUNCTION a.f() RETURNS int AS 'SELECT 1' LANGUAGE sql",
        "CREATE FUNCTION g() RETURNS int AS 'SELECT 1' LANGUAGE sql IMMUTABLE",
        "CREATE FUNCTION g(int) RETURNS int AS 'SELECT 1' LANGUAGE sql STABLE");
    SchemaReader reader = reader(url);
    assertEquals(RoutineEffect.MAY_WRITE, reader.routine("f", Namespace.of(null, "a")));
    assertEquals(RoutineEffect.MAY_WRITE, reader.routine("f", Namespace.unknown()));
    assertEquals(RoutineEffect.VOLATILE, reader.routine("g", Namespace.of(null, "a")));
    assertEquals(RoutineEffect.NOT_USER_DEFINED, reader.routine("lower", Namespace.unknown()));
    assertEquals(RoutineEffect.NOT_USER_DEFINED, reader.routine("nothing", Namespace.unknown()));
  }

  @Test
  void mariaDbTellsColumnsKeysAndWhatChangesThem() throws Exception {
    String url = TestServers.mariaDb();
    execute(
        url,
        "CREATE TABLE t (id bigint AUTO_INCREMENT PRIMARY KEY, code varchar(9) NOT NULL,"
            + " touched timestamp NULL ON UPDATE current_timestamp, status varchar(9) DEFAULT 'new',"
            + " twice bigint AS (id * 2), UNIQUE (code), UNIQUE part (status(3)))");
    TableDescription table = read(url, TableName.of("t"), Namespace.unknown()).orElseThrow();
    assertTrue(table.name().catalog().isPresent());
    assertEquals(List.of("id"), table.primaryKey());
    assertEquals(
        List.of(UniqueKey.of(List.of("id"), false), UniqueKey.of(List.of("code"), false)),
        table.uniqueKeys());
    assertTrue(table.hasOtherUniqueness());
    assertTrue(table.column("id").orElseThrow().autoIncrement());
    assertTrue(table.column("touched").orElseThrow().changesOnUpdate());
    assertEquals(Optional.empty(), table.column("touched").orElseThrow().defaultExpression());
    assertEquals(Optional.of("'new'"), table.column("status").orElseThrow().defaultExpression());
    assertTrue(table.column("twice").orElseThrow().computed());
  }

  @Test
  void h2FindsNamesAsTheyAreSpelledAndNotByPattern() throws Exception {
    String url = TestServers.h2();
    execute(
        url,
        "CREATE TABLE my_table (id int PRIMARY KEY)",
        "CREATE TABLE myXtable (id int PRIMARY KEY, x int)",
        "CREATE TABLE \"my_table\" (\"id\" int PRIMARY KEY, \"y\" int, \"z\" int)");
    assertEquals(
        1, read(url, TableName.of("MY_TABLE"), Namespace.unknown()).orElseThrow().columns().size());
    assertEquals(
        3, read(url, TableName.of("my_table"), Namespace.unknown()).orElseThrow().columns().size());
    assertTrue(read(url, TableName.of("NOTHING"), Namespace.unknown()).isEmpty());
    assertTrue(read(url, TableName.of("OTHER", "MY_TABLE"), Namespace.unknown()).isEmpty());
  }

  private static Optional<TableDescription> read(String url, TableName name, Namespace namespace)
      throws SQLException {
    return reader(url).table(name, namespace);
  }

  private static SchemaReader reader(String url) {
    return new SchemaReader(Dialects.forUrl(url), () -> DriverManager.getConnection(url));
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
