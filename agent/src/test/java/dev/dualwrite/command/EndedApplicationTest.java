package dev.dualwrite.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.config.SyncMode;
import dev.dualwrite.operations.Condition;
import dev.dualwrite.operations.DocumentStore;
import dev.dualwrite.operations.Lag;
import dev.dualwrite.operations.Life;
import dev.dualwrite.operations.Status;
import dev.dualwrite.operations.StatusJson;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.QueuedKey;
import dev.dualwrite.state.State;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on the state that an application left. */
class EndedApplicationTest {
  private static final Instant SEEN = Instant.parse("2026-11-22T21:00:00Z");
  private static final TableName ITEMS = TableName.of("PUBLIC", "ITEMS");

  @TempDir Path folder;
  private final String oldUrl = TestServers.h2();
  private final String newUrl = TestServers.h2();

  @BeforeEach
  void createTables() throws SQLException {
    for (String url : List.of(oldUrl, newUrl)) {
      execute(url, "CREATE TABLE items (id int PRIMARY KEY, text varchar(99) NOT NULL)");
    }
  }

  @Test
  void itsStatusIsWhatItSaidLastWithWhatIsQueuedNow() throws Exception {
    leave(
        state -> {
          said(state, Life.ENDED);
          state.queue().add(List.of(item(1), item(2)), Owed.KNOWN);
          state.unverified().add(TableName.of("PUBLIC", "LOG"), "it has no primary key");
        });

    CommandRun run = run("status", "--json");

    Map<String, Object> json = JSON.std.mapFrom(run.out());
    assertEquals(1, run.exitCode(), run.err());
    assertEquals("ended", json.get("application"));
    assertEquals("2026-11-22T21:00:00.000Z", json.get("time"));
    assertEquals(2, ((Map<?, ?>) json.get("lag")).get("queued"));
    assertEquals(List.of("PUBLIC.LOG"), json.get("unverified"));
    assertEquals(
        Map.of("table", "PUBLIC.ITEMS", "mirrored", 7, "failed", 9, "queued", 2, "parked", 0),
        ((List<?>) json.get("tables")).get(0));
    assertTrue(
        run("status").out().contains("NOT CLEAN: 2 keys queued, 1 table to verify."),
        run("status").out());
  }

  @Test
  void whatSaysThatItRunsAndIsGoneDidNotEndInOrder() throws Exception {
    leave(state -> said(state, Life.RUNNING));

    CommandRun run = run("status");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("didn't end in order; last seen at 2026-11-22T21:00"), run.out());
  }

  @Test
  void anApplicationThatNeverSaidAnythingHasAStatusAllTheSame() throws Exception {
    leave(state -> state.queue().add(List.of(item(1)), Owed.KNOWN));

    CommandRun run = run("status");

    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains("it has left no status"), run.out());
  }

  @Test
  void withoutAnAuditTheCommandFails() throws Exception {
    leave(state -> {});

    CommandRun run = run("audit");

    assertEquals(3, run.exitCode());
    assertTrue(run.err().contains("has left no audit"), run.err());
  }

  @Test
  void aRetryReconcilesWithTheConfiguredUsers() throws Exception {
    execute(oldUrl, "INSERT INTO items VALUES (1, 'new row')");
    execute(newUrl, "INSERT INTO items VALUES (2, 'deleted meanwhile')");
    leave(state -> state.queue().add(List.of(item(1), item(2)), Owed.KNOWN));

    CommandRun run = run("retry");

    assertEquals(0, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("2 keys to reconcile by this command."), run.out());
    assertTrue(run.out().contains("0 keys left in the queue, 0 keys parked."), run.out());
    assertEquals(List.of("1"), rowsOfNew());
    assertEquals(0, run("status").exitCode());
  }

  @Test
  void parkedKeysAreTriedWhenTheyAreAskedFor() throws Exception {
    execute(oldUrl, "INSERT INTO items VALUES (1, 'x')");
    leave(
        state -> {
          state.queue().add(List.of(item(1)), Owed.KNOWN);
          for (QueuedKey key : state.queue().due(10, Instant.now())) {
            state.queue().park(key, "it was refused");
          }
        });

    assertEquals(1, run("retry").exitCode());
    assertEquals(List.of(), rowsOfNew());
    CommandRun run = run("retry", "--parked", "--json");

    assertEquals(0, run.exitCode(), run.out() + run.err());
    assertEquals(1, JSON.std.mapFrom(run.out()).get("unparked"));
    assertEquals(List.of("1"), rowsOfNew());
  }

  @Test
  void aDatabaseThatCannotBeReachedIsNamedAndTheKeysStay() throws Exception {
    leave(state -> state.queue().add(List.of(item(1)), Owed.KNOWN));

    CommandRun run = runWith(Map.of("dualwrite.new.url", "jdbc:h2:tcp://localhost:1/x"), "retry");

    assertEquals(3, run.exitCode(), run.out());
    assertTrue(run.err().contains("a database can't be used"), run.err());
    assertEquals(1, run("status").exitCode());
  }

  @Test
  void aFolderThatSomebodyHasAndDoesNotAnswerForIsToldWithItsOwner() throws Exception {
    try (State state = State.open(folder.resolve("state"), "shop-2", SyncMode.OS)) {
      assertTrue(state.flush(Duration.ofSeconds(30)));
      CommandRun run = run("status");

      assertEquals(3, run.exitCode());
      assertTrue(run.err().contains("shop-2"), run.err());
      assertTrue(run.err().contains("It doesn't answer: there is no control file"), run.err());
    }
  }

  private static void said(State state, Life life) {
    Status status =
        Status.of("shop-1", 17, SEEN.minusSeconds(60), SEEN)
            .phase("both-required", "inline")
            .life(life)
            .condition(Condition.CATCHING_UP)
            .lag(new Lag(55, 0, 0, Optional.empty(), 3))
            .written("PUBLIC.ITEMS", 7, 9)
            .waiting("PUBLIC.ITEMS", life == Life.ENDED ? 55 : 0, 0)
            .build();
    state.documents().put(DocumentStore.STATUS, Json.text(StatusJson.of(status)));
  }

  /** What an application does before it ends. */
  private interface Leaving {
    void with(State state);
  }

  private void leave(Leaving leaving) throws Exception {
    try (State state = State.open(folder.resolve("state"), "shop-1", SyncMode.OS)) {
      leaving.with(state);
    }
  }

  private CommandRun run(String... arguments) throws Exception {
    return runWith(Map.of(), arguments);
  }

  private CommandRun runWith(Map<String, String> further, String... arguments) throws Exception {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("dualwrite.phase", "both-required");
    texts.put("dualwrite.old.url", oldUrl);
    texts.put("dualwrite.old.username", "");
    texts.put("dualwrite.new.url", newUrl);
    texts.put("dualwrite.new.username", "");
    texts.putAll(further);
    return RunningInstance.runWith(folder, texts, arguments);
  }

  private static Key item(int id) {
    return Key.of(ITEMS, List.of("ID"), List.of(id));
  }

  private List<String> rowsOfNew() throws SQLException {
    try (Connection connection = DriverManager.getConnection(newUrl)) {
      return Sql.query(connection, "SELECT id FROM items");
    }
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.execute(connection, statements);
    }
  }
}
