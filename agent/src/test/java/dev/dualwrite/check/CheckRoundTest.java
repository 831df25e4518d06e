package dev.dualwrite.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.endpoint.Patience;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.schema.Database;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.Intent;
import dev.dualwrite.state.Owed;
import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.TestState;
import dev.dualwrite.testing.Vendor;
import dev.dualwrite.testing.Waiting;
import dev.dualwrite.verify.DatabasesToVerify;
import dev.dualwrite.verify.SpotCheck;
import dev.dualwrite.verify.VerifiedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two H2 databases with a table, and rounds of the check over it, one after the other. */
class CheckRoundTest {
  private static final Dialect H2 = Vendor.H2.dialect();
  private static final Duration LONGEST_COMMIT = Duration.ofMillis(300);

  private static final Duration BOUND = Duration.ofSeconds(2);

  private final JdbcSpy newDatabase = new JdbcSpy("new", JdbcSpy.newCalls());
  private final TestState kept = TestState.open();
  private final List<Divergence> told = new ArrayList<>();
  private final KeySample sample = new KeySample(100, Duration.ZERO);
  private String oldUrl;
  private String newUrl;
  private Phase phase = Phase.BOTH_REQUIRED;
  private boolean newIsDown;
  private CheckRound round;
  private TableName table;

  @BeforeEach
  void fill() throws Exception {
    oldUrl = Vendor.H2.newDatabase();
    newUrl = Vendor.H2.newDatabase();
    for (String url : List.of(oldUrl, newUrl)) {
      onDatabase(url, "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9))");
      onDatabase(url, "INSERT INTO t VALUES (1, 'one'), (2, 'two')");
    }
    VerifiedDatabase primary = database(Side.OLD, () -> DriverManager.getConnection(oldUrl));
    VerifiedDatabase secondary = database(Side.NEW, this::openNew);
    DatabasesToVerify databases = new DatabasesToVerify(primary, secondary, Mapping.none());
    table = primary.tables().get(0);
    Reconciler reconciler =
        new Reconciler(
            H2,
            primary.schema(),
            primary.connections(),
            databases.counterparts(),
            secondary.connections(),
            Duration.ofSeconds(5));
    round =
        new CheckRound(
            sample,
            new SpotCheck(
                databases,
                LONGEST_COMMIT,
                () ->
                    kept.state().queue().figures().oldestQueued().map(since -> Duration.ofHours(1)),
                BOUND,
                new Patience("test")),
            kept.state(),
            new Healing(told::add, kept.state().queue(), Owed.KNOWN, reconciler, () -> phase));
  }

  @AfterEach
  void close() {
    round.close();
    kept.close();
  }

  @Test
  void rowsThatAreEqualAreLookedAtOnce() throws Exception {
    written(1, 2, 3);

    assertTrue(round.go());
    assertEquals(0, round.status().differing());
    assertEquals(3, round.status().checked());
    assertEquals(false, round.go());
  }

  @Test
  void aDoubtThatSettlesIsNotTold() throws Exception {
    onDatabase(newUrl, "UPDATE t SET v = 'late' WHERE id = 1");
    written(1);
    round.go();
    assertTrue(round.isInDoubt());
    onDatabase(newUrl, "UPDATE t SET v = 'one' WHERE id = 1");

    settle();
    assertEquals(List.of(), told);
    assertEquals(0, round.status().differing());
  }

  @Test
  void aRowThatStaysDifferentIsToldAndQueued() throws Exception {
    onDatabase(newUrl, "UPDATE t SET v = 'bad' WHERE id = 1");
    written(1, 2);

    settle();
    assertEquals(List.of("row-differs queued {ID=1} with fields"), texts());
    assertEquals(Set.of(key(1)), kept.state().queue().owed(Set.of(key(1), key(2))));
    assertEquals(1, round.status().differing());
  }

  @Test
  void aRowThatIsMissingAndOneTooManyAreCalledSo() throws Exception {
    onDatabase(newUrl, "DELETE FROM t WHERE id = 1", "INSERT INTO t VALUES (7, 'more')");
    written(1, 7);

    settle();
    assertEquals(List.of("row-extra queued {ID=7}", "row-missing queued {ID=1}"), texts());
  }

  @Test
  void whereLostWritesAreNotTriedAgainTheRowIsCopiedAtOnce() throws Exception {
    phase = Phase.NEW_SECONDARY;
    onDatabase(newUrl, "UPDATE t SET v = 'bad' WHERE id = 1", "INSERT INTO t VALUES (7, 'more')");
    written(1, 7);

    settle();
    assertEquals(
        List.of(
            "resolved repaired {ID=1}",
            "resolved repaired {ID=7}",
            "row-differs repaired {ID=1} with fields",
            "row-extra repaired {ID=7}"),
        texts());
    assertEquals(List.of("1,one", "2,two"), rows(newUrl));
    assertEquals(List.of(), kept.state().queue().due(9, Instant.now()));
  }

  @Test
  void aRowThatCannotBeCopiedIsOnlyTold() throws Exception {
    phase = Phase.NEW_SECONDARY;
    onDatabase(
        newUrl,
        "UPDATE t SET v = 'bad' WHERE id = 1",
        "ALTER TABLE t ADD CONSTRAINT not_one CHECK (v <> 'one') NOCHECK");
    written(1);

    settle();
    assertEquals(List.of("row-differs logged {ID=1} with fields"), texts());
    assertTrue(told.get(0).error().isPresent());
  }

  @Test
  void aQueuedKeyWaits() throws Exception {
    onDatabase(newUrl, "DELETE FROM t WHERE id = 1");
    kept.state().queue().add(List.of(key(1)), Owed.KNOWN);
    written(1);

    round.go();
    assertEquals(0, round.status().checked());
    onDatabase(newUrl, "INSERT INTO t VALUES (1, 'one')");
    kept.state().queue().due(1, Instant.now()).forEach(kept.state().queue()::done);
    settle();
    assertEquals(1, round.status().checked());
    assertEquals(List.of(), told);
  }

  @Test
  void aKeyThatIsQueuedWhileInDoubtIsInDoubtNoMore() throws Exception {
    onDatabase(newUrl, "DELETE FROM t WHERE id = 1");
    written(1);
    round.go();
    assertTrue(round.isInDoubt());
    kept.state().queue().add(List.of(key(1)), Owed.KNOWN);

    round.go();
    assertEquals(false, round.isInDoubt());
    assertEquals(List.of(), told);
  }

  @Test
  void aKeyThatIsAboutToBeCommittedWaits() throws Exception {
    Intent intent = kept.state().intents().begin("tx", List.of(key(7)), List.of());
    onDatabase(newUrl, "INSERT INTO t VALUES (7, 'soon')");
    written(7);

    round.go();
    assertEquals(0, round.status().checked());
    onDatabase(oldUrl, "INSERT INTO t VALUES (7, 'soon')");
    intent.close();
    settle();
    assertEquals(1, round.status().checked());
    assertEquals(List.of(), told);
  }

  @Test
  void whatCannotBeComparedIsDroppedAndCounted() throws Exception {
    round.go();
    newIsDown = true;
    written(1, 2);

    assertThrows(SQLException.class, () -> round.go());
    assertEquals(2, round.status().dropped());
    newIsDown = false;
    written(1);
    settle();
    assertEquals(1, round.status().checked());
    assertEquals(List.of(), told);
  }

  @Test
  void aRowThatOthersHaveLockedIsNotWaitedFor() throws Exception {
    onDatabase(newUrl, "UPDATE t SET v = 'late' WHERE id = 1");
    written(1);
    try (Connection other = DriverManager.getConnection(oldUrl)) {
      other.setAutoCommit(false);
      Sql.execute(other, "UPDATE t SET v = 'late' WHERE id = 1");
      round.go();
      round.go();
      assertTrue(round.isInDoubt());
      other.commit();
    }

    settle();
    assertEquals(List.of(), told);
  }

  @Test
  @Timeout(20)
  void aSecondaryThatHangsIsGivenUpAndNoRowStaysLockedForIt() throws Exception {
    onDatabase(newUrl, "UPDATE t SET v = 'late' WHERE id = 1");
    written(1);
    round.go();
    assertTrue(round.isInDoubt());
    CountDownLatch endless = new CountDownLatch(1);
    newDatabase.interfere(
        call -> {
          if (call.startsWith("executeQuery")) {
            endless.await();
          }
        });

    assertThrows(SQLException.class, () -> round.go());
    onDatabase(oldUrl, "SET LOCK_TIMEOUT 100", "UPDATE t SET v = 'free' WHERE id = 1");
    endless.countDown();
    assertEquals(1, round.status().dropped());
    assertEquals(List.of(), told);
  }

  private void written(int... ids) {
    for (int id : ids) {
      sample.add(key(id));
    }
  }

  private Key key(int id) {
    return Key.of(table, List.of("ID"), List.of(id));
  }

  /** Goes round until nothing is in doubt, and nothing waits any more. */
  private void settle() throws Exception {
    Waiting.until("all is settled", () -> !round.go() && !round.isInDoubt());
  }

  private List<String> texts() {
    return told.stream().map(CheckRoundTest::text).sorted().collect(Collectors.toList());
  }

  private static String text(Divergence divergence) {
    return divergence.kind().label()
        + " "
        + divergence.action().label()
        + " "
        + divergence.key().orElseThrow()
        + divergence.expected().map(fields -> " with fields").orElse("");
  }

  private Connection openNew() throws SQLException {
    if (newIsDown) {
      throw new SQLException("down", "08001");
    }
    return newDatabase.of(DriverManager.getConnection(newUrl));
  }

  private static VerifiedDatabase database(Side side, ConnectionSource connections) {
    return new VerifiedDatabase(Database.of(side, H2, connections));
  }

  private static void onDatabase(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.execute(connection, statements);
    }
  }

  private static List<String> rows(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      return Sql.query(connection, "SELECT id, v FROM t ORDER BY id");
    }
  }
}
