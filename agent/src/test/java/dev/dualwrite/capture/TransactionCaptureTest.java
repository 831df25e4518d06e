package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.Vendor;
import dev.dualwrite.testing.Waiting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionCaptureTest {
  private static final String ITEMS = "SELECT id, text FROM items ORDER BY id";

  private final CaptureBench bench = new CaptureBench();
  private final Connection connection = bench.application;

  TransactionCaptureTest() throws Exception {}

  @AfterEach
  void close() throws SQLException {
    bench.close();
  }

  private void execute(String... texts) throws SQLException {
    for (String text : texts) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(text);
      }
    }
  }

  @Test
  void theTwinCommitsBeforeTheHost() throws Exception {
    connection.setAutoCommit(false);
    execute("INSERT INTO items VALUES (1, 'a')");
    connection.commit();
    assertEquals(List.of("new: commit", "old: commit"), bench.calls("commit"));
    assertEquals(List.of("1,a"), bench.rowsOfNew(ITEMS));
  }

  @Test
  void inAutocommitModeTheTwinIsDoneFirstInOneStatementAndTheModeIsAsBefore() throws Exception {
    execute("INSERT INTO items VALUES (1, 'a')");
    assertEquals(
        List.of("old: execute INSERT", "new: execute INSERT", "old: commit"),
        bench.calls("execute INSERT", "commit").stream()
            .map(call -> call.replaceFirst("INSERT.*", "INSERT"))
            .toList());
    assertEquals(List.of("1,a"), bench.rowsOfOld(ITEMS));
    assertEquals(List.of("1,a"), bench.rowsOfNew(ITEMS));
    assertTrue(connection.getAutoCommit());
  }

  @Test
  void inAutocommitModeABatchIsOneTransactionOnTheTwin() throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO items VALUES (1, 'a')");
      statement.addBatch("INSERT INTO items VALUES (2, 'b')");
      statement.executeBatch();
    }
    assertEquals(List.of("new: commit", "old: commit"), bench.calls("commit"));
    assertEquals(List.of("1,a", "2,b"), bench.rowsOfNew(ITEMS));
  }

  @Test
  void aTransactionBegunAndEndedByTextIsOneOnTheTwin() throws Exception {
    execute("BEGIN", "INSERT INTO items VALUES (1, 'a')", "INSERT INTO items VALUES (2, 'b')");
    assertEquals(List.of(), bench.calls("commit"));
    execute("COMMIT");
    assertEquals(List.of("new: commit"), bench.calls("commit"));
    assertTrue(bench.calls.indexOf("new: commit") < bench.calls.indexOf("old: execute COMMIT"));
    execute("BEGIN", "INSERT INTO items VALUES (3, 'c')", "ROLLBACK");
    assertEquals(List.of("1,a", "2,b"), bench.rowsOfNew(ITEMS));
  }

  @Test
  void switchingAutocommitOnInMidTransactionCommitsTheTwinFirst() throws Exception {
    connection.setAutoCommit(false);
    execute("INSERT INTO items VALUES (1, 'a')");
    connection.setAutoCommit(true);
    assertTrue(bench.calls.indexOf("new: commit") < bench.calls.indexOf("old: setAutoCommit true"));
    assertEquals(List.of("1,a"), bench.rowsOfNew(ITEMS));
    execute("INSERT INTO items VALUES (2, 'b')");
    assertEquals(List.of("1,a", "2,b"), bench.rowsOfNew(ITEMS));
  }

  @Test
  void aRollbackTakesTheTwinBackAndTheNextTransactionIsItsOwn() throws Exception {
    connection.setAutoCommit(false);
    execute("INSERT INTO items VALUES (1, 'a')");
    connection.rollback();
    execute("INSERT INTO items VALUES (2, 'b')");
    connection.commit();
    assertEquals(List.of("2,b"), bench.rowsOfNew(ITEMS));
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void savepointsAreMirroredThoseFromBeforeTheFirstWriteToo() throws Exception {
    connection.setAutoCommit(false);
    Savepoint before = connection.setSavepoint();
    execute("INSERT INTO items VALUES (1, 'a')");
    connection.rollback(before);
    execute("INSERT INTO items VALUES (2, 'b')");
    Savepoint middle = connection.setSavepoint("middle");
    execute("INSERT INTO items VALUES (3, 'c')");
    connection.rollback(middle);
    connection.commit();
    assertEquals(List.of("2,b"), bench.rowsOfOld(ITEMS));
    assertEquals(List.of("2,b"), bench.rowsOfNew(ITEMS));
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void theApplicationSeesTheDriversOwnExceptionOfACommitAndTheDoubtIsTold() throws Exception {
    connection.setAutoCommit(false);
    execute("INSERT INTO items VALUES (1, 'a')");
    SQLException refusal = new SQLException("serialization", "40001");
    bench.old.fail("commit", refusal);
    assertSame(refusal, assertThrows(SQLException.class, connection::commit));
    assertEquals(List.of("in-doubt logged [1]"), bench.toldShort());
  }

  /** The primary gives the rows' locks free: the twin must have its own by then. */
  @Test
  void aRollbackToASavepointWaitsForTheTwin() throws Exception {
    connection.setAutoCommit(false);
    execute("INSERT INTO items VALUES (1, 'a')");
    Savepoint savepoint = connection.setSavepoint();
    Thread application = Thread.currentThread();
    bench.twin.interfere(
        call -> {
          if (call.startsWith("execute INSERT") && call.contains("(2, 'b')")) {
            Waiting.until(
                "the application waits",
                () -> application.getState() == Thread.State.TIMED_WAITING);
          }
        });
    execute("INSERT INTO items VALUES (2, 'b')");
    connection.rollback(savepoint);
    connection.commit();

    assertEquals(List.of("1,a"), bench.rowsOfNew(ITEMS));
    assertTrue(
        firstCall("new: execute INSERT", "(2, 'b')") < firstCall("old: rollback", ""),
        bench.calls::toString);
  }

  private int firstCall(String start, String content) {
    return IntStream.range(0, bench.calls.size())
        .filter(i -> bench.calls.get(i).startsWith(start) && bench.calls.get(i).contains(content))
        .findFirst()
        .orElseThrow();
  }

  /** PostgreSQL gives all locks free as soon as a statement fails. */
  @Test
  void aFailureThatAbortsTheTransactionEndsItsTwinAtOnce() throws Exception {
    try (CaptureBench postgres = new CaptureBench(Vendor.POSTGRES)) {
      Connection aborted = postgres.application;
      aborted.setAutoCommit(false);
      try (Statement statement = aborted.createStatement()) {
        statement.execute("INSERT INTO items VALUES (1, 'a')");
        assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 1 / 0"));
      }
      assertTrue(JdbcSpy.seen(postgres.calls, "new: rollback"));
      aborted.rollback();
      assertEquals(List.of(), postgres.rowsOfNew(ITEMS));
      assertEquals(List.of(), postgres.toldShort());
    }
  }

  @Test
  void aCommitThatIsBrokenOffMayHaveHappenedEvenWhereTheTwinsHasNot() throws Exception {
    connection.setAutoCommit(false);
    execute("INSERT INTO items VALUES (1, 'a')");
    bench.twin.fail("commit", new SQLException("deferred constraint", "23503"));
    SQLException brokenOff = new SQLTimeoutException("no answer in time", "HYT01");
    bench.old.fail("commit", brokenOff);
    assertSame(brokenOff, assertThrows(SQLException.class, connection::commit));
    assertEquals(List.of("in-doubt logged [1]"), bench.toldShort());
  }

  @Test
  void anAutocommittedWriteWhoseCommitFailsFailsForTheApplicationToo() throws Exception {
    SQLException refusal = new SQLException("deferred constraint", "23503");
    bench.old.fail("commit", refusal);
    assertSame(
        refusal,
        assertThrows(SQLException.class, () -> execute("INSERT INTO items VALUES (1, 'a')")));
    assertEquals(List.of("in-doubt logged [1]"), bench.toldShort());
  }

  @Test
  void aFailedStatementInAutocommitModeLeavesNothingAndItsOwnException() throws Exception {
    bench.onOld("INSERT INTO items VALUES (1, 'there')");
    SQLException duplicate =
        assertThrows(SQLException.class, () -> execute("INSERT INTO items VALUES (1, 'a')"));
    assertEquals("23505", duplicate.getSQLState());
    assertTrue(connection.getAutoCommit());
    assertEquals(List.of(), bench.rowsOfNew(ITEMS));
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void aFailureThatEndsTheHostsTransactionEndsTheTwins() throws Exception {
    connection.setAutoCommit(false);
    execute("INSERT INTO items VALUES (1, 'a')");
    bench.old.fail("execute UPDATE", JdbcSpy.connectionLost());
    assertThrows(SQLException.class, () -> execute("UPDATE items SET text = 'b' WHERE id = 1"));
    bench.old.interfere(call -> {});
    connection.rollback();
    connection.commit();
    assertEquals(List.of(), bench.rowsOfNew(ITEMS));
  }

  @Test
  void abortDoesNotWaitForATwinThatHangs() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch broken = new CountDownLatch(1);
    bench.twin.interfere(
        call -> {
          if (call.startsWith("execute INSERT")) {
            hangs.countDown();
            assertTrue(broken.await(20, TimeUnit.SECONDS));
          }
          if (call.equals("abort")) {
            broken.countDown();
          }
        });
    connection.setAutoCommit(false);
    execute("INSERT INTO items VALUES (1, 'a')");
    assertTrue(hangs.await(20, TimeUnit.SECONDS));
    connection.abort(Runnable::run);
    assertTrue(broken.await(20, TimeUnit.SECONDS));
    assertEquals(List.of(), bench.rowsOfNew(ITEMS));
  }

  @Test
  void closingAConnectionRollsTheTwinBack() throws Exception {
    connection.setAutoCommit(false);
    execute("INSERT INTO items VALUES (1, 'a')");
    connection.close();
    assertEquals(List.of(), bench.calls("commit"));
    assertEquals(List.of(), bench.rowsOfNew(ITEMS));
    assertFalse(bench.calls("close").isEmpty());
  }

  @Test
  void aReadBeginsNothingOnTheTwin() throws Exception {
    connection.setAutoCommit(false);
    execute(ITEMS);
    connection.commit();
    assertEquals(List.of(), bench.calls.stream().filter(call -> call.startsWith("new")).toList());
  }
}
