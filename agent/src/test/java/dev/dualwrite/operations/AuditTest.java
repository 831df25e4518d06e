package dev.dualwrite.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Settings;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.migration.Migration;
import dev.dualwrite.migration.MigrationFactory;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.state.JsonFields;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.TestServers;
import dev.dualwrite.testing.TestState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTest {
  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");

  private final String oldUrl = TestServers.h2();
  private final ExecutorService workers = AgentThreads.workers("test");
  private final ScheduledExecutorService scheduler = AgentThreads.scheduler("test");
  private final SettableClock clock = new SettableClock(START);
  private Connection connection;
  private Migrations migrations;
  private Migration migration;
  private final TestState state = TestState.open();
  private Audit audit;

  @BeforeEach
  void open() throws Exception {
    connection = DriverManager.getConnection(oldUrl);
    Sql.execute(connection, "CREATE TABLE items (id int PRIMARY KEY, text varchar(99))");
    start(Map.of());
  }

  private void start(Map<String, String> further) throws Exception {
    Settings settings = settings(further);
    migrations =
        new Migrations(
            settings,
            new MigrationFactory(
                settings,
                new CurrentPhase(settings.phase()),
                record -> {},
                workers,
                scheduler,
                state.state()));
    migration = migrations.join(connection).orElseThrow();
    audit = new Audit(settings, clock);
  }

  private Settings settings(Map<String, String> further) throws ConfigurationException {
    Map<String, String> texts = new HashMap<>(further);
    texts.put("dualwrite.old.url", oldUrl);
    texts.put("dualwrite.old.username", "");
    return Settings.of(texts);
  }

  @AfterEach
  void close() throws Exception {
    migrations.closeAll();
    state.close();
    workers.shutdownNow();
    scheduler.shutdownNow();
    connection.close();
  }

  @Test
  void aMirroredWriteIsAGoWithItsPlanCountOriginAndTimes() throws Exception {
    Plan plan = plan("UPDATE items SET text = ? WHERE id = ?");
    audit.executed(migration, plan);
    clock.advance(Duration.ofMinutes(1));
    audit.executed(migration, plan);

    AuditEntry entry = only();

    assertEquals("UPDATE items SET text = ? WHERE id = ?", entry.text().sql());
    assertEquals("update", entry.text().kind());
    assertEquals("statement", entry.text().strategy());
    assertEquals(
        "PUBLIC.ITEMS", entry.text().table().orElseThrow().replaceAll("^.*?PUBLIC", "PUBLIC"));
    assertEquals(2, entry.executions());
    assertEquals(START, entry.first());
    assertEquals(START.plusSeconds(60), entry.last());
    assertTrue(entry.noGo().isEmpty());
    assertEquals(0, audit.report().noGos());
  }

  @Test
  void aSingleExecutionWasLastWhenItWasFirst() throws Exception {
    audit.executed(migration, plan("DELETE FROM items WHERE id = ?"));
    clock.advance(Duration.ofHours(1));

    assertEquals(START, only().last());
  }

  @Test
  void whatCannotBeMirroredIsANoGoAndSaysWhy() throws Exception {
    audit.executed(migration, plan("CALL compute(1)"));
    audit.executed(migration, plan("INSERT INTO items VALUES (1, 'x')"));

    List<AuditEntry> entries = audit.report().entries();

    assertEquals(1, audit.report().noGos());
    assertEquals("unmirrored", entries.get(0).text().strategy());
    assertFalse(entries.get(0).noGo().orElseThrow().isBlank());
    assertEquals(START, entries.get(1).first());
  }

  @Test
  void aReadIsNotInIt() throws Exception {
    audit.executed(migration, plan("SELECT * FROM items"));
    audit.executed(migration, plan("SET LOCK_TIMEOUT 5"));

    assertEquals(List.of(), audit.report().entries());
  }

  @Test
  void textsThatDifferInTheirLiteralsAreOneAndTheLiteralsAreHidden() throws Exception {
    audit.executed(migration, plan("UPDATE items SET text = 'secret one' WHERE id = 1"));
    audit.executed(migration, plan("UPDATE items SET text = 'secret two' WHERE id = 2"));

    assertEquals("UPDATE items SET text = ? WHERE id = ?", only().text().sql());
    assertEquals(2, only().executions());
  }

  @Test
  void literalsAreShownWhereTheConfigurationSaysSo() throws Exception {
    start(Map.of("dualwrite.divergence.values", "all"));
    audit.executed(migration, plan("UPDATE items SET text = 'shown' WHERE id = 1"));
    audit.executed(migration, plan("UPDATE items SET text = 'other' WHERE id = 2"));

    assertEquals("UPDATE items SET text = 'shown' WHERE id = 1", only().text().sql());
  }

  @Test
  void aTextWhoseTableBecomesKnownIsShownOnceWithItsNewPlan() throws Exception {
    audit.executed(migration, plan("DELETE FROM later WHERE id = ?"));
    assertTrue(only().text().hazards().containsKey("unknown-table"));
    Sql.execute(connection, "CREATE TABLE later (id int PRIMARY KEY)");
    migration.forget(Optional.empty());

    audit.executed(migration, plan("DELETE FROM later WHERE id = ?"));

    assertFalse(only().text().hazards().containsKey("unknown-table"));
    assertEquals(2, only().executions());
  }

  @Test
  void aTableThatIsLeftOutIsAGo() throws Exception {
    start(Map.of("dualwrite.tables.exclude", "items"));
    audit.executed(migration, plan("UPDATE items SET text = random_uuid()"));

    assertTrue(only().text().leftOut());
    assertTrue(only().noGo().isEmpty());
  }

  @Test
  void aValueThatCannotBeRepeatedIsANoGo() throws Exception {
    Plan plan = plan("UPDATE items SET text = ? WHERE id = ?");
    audit.executed(migration, plan);
    audit.hindered(plan, "parameter 1 could not be copied");

    assertEquals("parameter 1 could not be copied", only().noGo().orElseThrow());
  }

  @Test
  void beyondItsBoundTextsAreCountedTogether() throws Exception {
    for (int i = 0; i < Audit.MOST_TEXTS + 3; i++) {
      audit.executed(
          migration, plan("UPDATE items SET text = ? WHERE id = ? -- x\n AND c" + i + " = c"));
    }
    audit.unplanned("(some)", "nobody knows its text");

    AuditReport report = audit.report();
    assertEquals(Audit.MOST_TEXTS, report.entries().size());
    assertEquals(4, report.furtherExecutions());
    assertTrue(report.furtherUnmirrored() >= 1);
  }

  @Test
  void itSaysWhatItWasPlannedForWithoutANewDatabase() {
    assertTrue(audit.report().plannedFor().orElseThrow().contains("dualwrite.new.url"));
  }

  @Test
  void itsJsonSaysAllOfIt() throws Exception {
    audit.executed(migration, plan("CALL compute(1)"));
    audit.executed(migration, plan("UPDATE items SET text = current_date WHERE id = ?"));
    audit.hindered(plan("UPDATE items SET text = current_date WHERE id = ?"), "a stream");
    AuditReport report = audit.report();

    Map<String, Object> json = AuditJson.of(report);

    assertEquals(json, AuditJson.of(AuditJson.read(JsonFields.line(json))));
    assertEquals("no-go", json.get("verdict"));
    assertEquals(2L, json.get("noGos"));
  }

  private Plan plan(String sql) {
    return migration.planner().plan(sql, Namespace.unknown());
  }

  private AuditEntry only() {
    List<AuditEntry> entries = audit.report().entries();
    assertEquals(1, entries.size(), entries.toString());
    return entries.get(0);
  }
}
