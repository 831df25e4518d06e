package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.dualwrite.tests.apps.clients.ClientSchema;
import dev.dualwrite.tests.apps.clients.FlywayApp;
import dev.dualwrite.tests.apps.clients.HibernateApp;
import dev.dualwrite.tests.apps.clients.JooqApp;
import dev.dualwrite.tests.apps.clients.MyBatisApp;
import dev.dualwrite.tests.apps.clients.PoolsApp;
import dev.dualwrite.tests.apps.clients.QuartzApp;
import dev.dualwrite.tests.apps.clients.SpringJdbcApp;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.ChildJvm;
import dev.dualwrite.tests.harness.Comparison;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.DivergenceLines;
import dev.dualwrite.tests.harness.Vendor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;

/** Libraries that nobody here wrote, unchanged, with both databases compared afterwards. */
@ExtendWith(Databases.Extension.class)
class ClientsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("phases")
  void hibernate(String phase, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, Vendor.POSTGRESQL, HibernateApp.schema());
    AgentConfig config = AgentConfig.of(pair, phase, folder);

    child(HibernateApp.class, pair).agent(config.write()).run().success();

    assertMirrored(pair, config, "book");
  }

  @ParameterizedTest
  @MethodSource("vendorsAndPhases")
  void springJdbcTemplate(Vendor vendor, String phase, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, vendor, ClientSchema.statements(vendor));
    AgentConfig config = AgentConfig.of(pair, phase, folder);

    child(SpringJdbcApp.class, pair).agent(config.write()).run().success();

    assertMirrored(pair, config, "transfer");
  }

  @ParameterizedTest
  @MethodSource("vendorsAndPhases")
  void myBatis(Vendor vendor, String phase, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, vendor, ClientSchema.statements(vendor));
    AgentConfig config = AgentConfig.of(pair, phase, folder);

    child(MyBatisApp.class, pair)
        .arguments(driverClass(pair))
        .agent(config.write())
        .run()
        .success();

    assertMirrored(pair, config, "transfer");
  }

  @ParameterizedTest
  @MethodSource("phases")
  void jooq(String phase, Databases databases) throws Exception {
    DatabasePair pair =
        fresh(databases, Vendor.POSTGRESQL, ClientSchema.statements(Vendor.POSTGRESQL));
    AgentConfig config = AgentConfig.of(pair, phase, folder);

    child(JooqApp.class, pair).agent(config.write()).run().success();

    assertMirrored(pair, config, "transfer");
  }

  @ParameterizedTest
  @MethodSource("phases")
  void quartzJobStore(String phase, Databases databases) throws Exception {
    DatabasePair pair = fresh(databases, Vendor.POSTGRESQL, quartzSchema());
    AgentConfig config = AgentConfig.of(pair, phase, folder);

    child(QuartzApp.class, pair)
        .arguments(driverClass(pair), PostgreSQLDelegate.class.getName())
        .agent(config.write())
        .run()
        .success();

    assertMirrored(pair, config, "qrtz_job_details");
  }

  @Test
  void flywayMigrationsAreLoggedAndTheirRowsMirrored(Databases databases) throws Exception {
    DatabasePair pair = databases.pair(Vendor.POSTGRESQL);
    String table = "CREATE TABLE note (id INT PRIMARY KEY, text VARCHAR(50))";
    pair.newDatabase().execute(table);
    Path scripts = Files.createDirectories(folder.resolve("scripts"));
    Files.writeString(scripts.resolve("V1__table.sql"), table + ";");
    Files.writeString(
        scripts.resolve("V2__rows.sql"),
        "INSERT INTO note VALUES (1, 'one');\nUPDATE note SET text = upper(text) WHERE id > 0;");
    AgentConfig config =
        AgentConfig.of(pair, "both-required", folder)
            .with("dualwrite.tables.exclude", "flyway_schema_history");

    ChildJvm.of(FlywayApp.class)
        .arguments(scripts)
        .database(pair.oldDatabase())
        .agent(config.write())
        .run()
        .success();

    DivergenceLines log = DivergenceLines.read(config.divergenceLog());
    assertFalse(log.ofKind("unmirrored").with("sql", table).isEmpty(), log::toString);
    assertEquals(List.of(), Comparison.of(pair).differences("note"::equals));
    assertEquals("ONE", pair.newDatabase().query("SELECT text FROM note"));
  }

  @ParameterizedTest
  @MethodSource("phases")
  void throughEveryPoolAndWrapperAWriteArrivesOnce(String phase, Databases databases)
      throws Exception {
    DatabasePair pair = fresh(databases, Vendor.POSTGRESQL, PoolsApp.schema());
    AgentConfig config = AgentConfig.of(pair, phase, folder);

    child(PoolsApp.class, pair).folder(folder).agent(config.write()).run().success();

    assertMirrored(pair, config, "entry");
    assertEquals(
        "8",
        pair.newDatabase().query("SELECT count(*) FROM counter WHERE n = " + PoolsApp.INCREMENTS));
  }

  static Stream<String> phases() {
    return Stream.of("both-required", "new-primary", "new-only");
  }

  static Stream<Arguments> vendorsAndPhases() {
    return Stream.of(Vendor.values())
        .flatMap(vendor -> phases().map(phase -> Arguments.of(vendor, phase)));
  }

  private static DatabasePair fresh(Databases databases, Vendor vendor, String[] schema)
      throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute(schema);
    return pair;
  }

  private static ChildJvm child(Class<?> app, DatabasePair pair) {
    return ChildJvm.of(app).database(pair.oldDatabase());
  }

  private static String driverClass(DatabasePair pair) throws Exception {
    return DriverManager.getDriver(pair.oldDatabase().url()).getClass().getName();
  }

  private static void assertMirrored(DatabasePair pair, AgentConfig config, String table)
      throws Exception {
    assertEquals(List.of(), DivergenceLines.read(config.divergenceLog()).lines());
    String rows = "SELECT count(*) FROM " + table;
    assertNotEquals("0", pair.newDatabase().query(rows), "nothing was written to " + table);
    if (config.phase().equals("new-only")) {
      assertEquals("0", pair.oldDatabase().query(rows));
    } else {
      assertEquals(List.of(), pair.differences());
    }
  }

  private static String[] quartzSchema() throws IOException {
    String script = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";
    try (InputStream in = QuartzApp.class.getResourceAsStream(script)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.replaceAll("(?m)^--.*$", "").split(";"))
          .map(String::strip)
          .filter(sql -> sql.startsWith("CREATE"))
          .toArray(String[]::new);
    }
  }
}
