package dev.dualwrite.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.divergence.DatabaseError;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MirrorTransactionTest {
  private static final int BOUND = MirrorBench.BOUND_SECONDS;

  private MirrorBench bench = MirrorBench.patient();

  MirrorTransactionTest() throws SQLException {}

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  @Test
  void theTwinCommitsBeforeTheHostDoes() throws Exception {
    JdbcSpy host = new JdbcSpy("host", bench.calls);
    Connection primary = host.of(bench.primary);
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));

    transaction.beforeCommit(bench.host());
    primary.commit();
    transaction.committed();

    assertEquals(
        List.of("twin: commit", "host: commit"),
        bench.calls.stream().filter(call -> call.endsWith(": commit")).toList());
    assertEquals(List.of("1,a"), bench.itemsOfSecondary());
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void theFailureOfOneWriteLosesTheWholeAndIsToldOncePerKeyWithTheCulpritFirst() throws Exception {
    bench.onSecondary("INSERT INTO items VALUES (2, 'in the way')");
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    transaction.write(bench.write("INSERT INTO items VALUES (2, 'b')", 2));
    transaction.write(bench.write("INSERT INTO items VALUES (3, 'c')", 3));
    bench.commit(transaction);

    assertEquals(
        List.of("write-failed logged 2", "write-failed logged 1", "write-failed logged 3"),
        bench.toldShort());
    assertTrue(
        bench.told.stream()
            .allMatch(told -> told.error().orElseThrow().state().equals(Optional.of("23505"))));
    assertEquals(List.of("2,in the way"), bench.itemsOfSecondary());
  }

  @Test
  void aKeyThatSeveralWritesTouchedIsToldOnce() throws Exception {
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a'), (2, 'b')", 1, 2));
    transaction.write(
        bench.write(
            StatementReplay.of("UPDATE nowhere SET x = 1"),
            "UPDATE items SET text = 'c' WHERE id = 2",
            2));
    bench.commit(transaction);
    assertEquals(List.of("write-failed logged 2", "write-failed logged 1"), bench.toldShort());
  }

  @Test
  void anAnswerThatComesTooLateIsAWriteTimeoutAndTheHostGoesOnWithinTheBound() throws Exception {
    bench.close();
    bench = new MirrorBench(Duration.ofMillis(300));
    CountDownLatch aborted = new CountDownLatch(1);
    bench.secondary.interfere(
        call -> {
          if (call.startsWith("execute INSERT")) {
            assertTrue(aborted.await(BOUND, TimeUnit.SECONDS));
          } else if (call.equals("abort")) {
            aborted.countDown();
          }
        });
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    transaction.write(bench.write("INSERT INTO items VALUES (2, 'b')", 2));
    long began = System.nanoTime();
    bench.commit(transaction);
    long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);

    assertEquals(List.of("write-timeout logged 1", "write-timeout logged 2"), bench.toldShort());
    assertTrue(waited >= 250 && waited < TimeUnit.SECONDS.toMillis(BOUND), waited + " ms");
    assertTrue(bench.seen("twin: abort"), "what hangs is broken off");
    assertEquals(List.of(), bench.itemsOfSecondary());
  }

  @Test
  void aCommitOfTheTwinThatIsNotAnsweredIsInDoubt() throws Exception {
    bench.close();
    bench = new MirrorBench(Duration.ofMillis(300));
    CountDownLatch ended = new CountDownLatch(1);
    bench.secondary.interfere(
        call -> {
          if (call.equals("commit")) {
            assertTrue(ended.await(BOUND, TimeUnit.SECONDS));
          }
        });
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    bench.commit(transaction);
    ended.countDown();
    assertEquals(List.of("in-doubt logged 1"), bench.toldShort());
  }

  @Test
  void aCommitOfTheTwinInWhichTheConnectionIsLostIsInDoubt() throws Exception {
    bench.secondary.fail("commit", JdbcSpy.connectionLost());
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    bench.commit(transaction);
    assertEquals(List.of("in-doubt logged 1"), bench.toldShort());
  }

  @Test
  void aCommitThatTheSecondaryRefusesIsAFailedWrite() throws Exception {
    bench.secondary.fail("commit", new SQLException("deferred constraint", "23503"));
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    bench.commit(transaction);
    assertEquals(List.of("write-failed logged 1"), bench.toldShort());
    assertEquals(List.of(), bench.itemsOfSecondary());
  }

  @Test
  void aHostWhoseCommitFailsAfterTheTwinsIsInDoubtSinceTheSecondaryIsAhead() throws Exception {
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    transaction.beforeCommit(bench.host());
    bench.primary.rollback();
    transaction.commitFailed(new SQLException("serialization", "40001"), false);
    assertEquals(List.of("in-doubt logged 1"), bench.toldShort());
    assertEquals(List.of("1,a"), bench.itemsOfSecondary());
  }

  @Test
  void aHostWhoseCommitFailsLeavesNoDoubtWhenTheTwinHasNotCommitted() throws Exception {
    bench.secondary.fail("commit", new SQLException("deferred constraint", "23503"));
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    transaction.beforeCommit(bench.host());
    transaction.commitFailed(new SQLException("serialization", "40001"), false);
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void aHostWhoseCommitIsNotAnsweredIsInDoubtEvenWhenTheTwinHasNotCommitted() throws Exception {
    bench.secondary.fail("commit", new SQLException("deferred constraint", "23503"));
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    transaction.beforeCommit(bench.host());
    transaction.commitFailed(JdbcSpy.connectionLost(), true);
    assertEquals(List.of("in-doubt logged 1"), bench.toldShort());
  }

  @Test
  void rollbackToASavepointSetBeforeTheFirstWriteUndoesAllOfIt() throws Exception {
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    transaction.rollbackTo("set_before");
    transaction.write(bench.write("INSERT INTO items VALUES (2, 'b')", 2));
    bench.commit(transaction);
    assertEquals(List.of("2,b"), bench.itemsOfSecondary());
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void rollbackToASavepointUndoesWhatFollowedIt() throws Exception {
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    transaction.savepoint("middle");
    transaction.write(bench.write("INSERT INTO items VALUES (2, 'b')", 2));
    transaction.rollbackTo("middle");
    transaction.release("middle");
    bench.commit(transaction);
    assertEquals(List.of("1,a"), bench.itemsOfSecondary());
    assertTrue(bench.calls.contains("twin: execute RELEASE SAVEPOINT middle"));
  }

  /** The row may be another transaction's by then, so that a copy of it might be an old one. */
  @Test
  void aRowIsNotMendedOnceItsWriteWasUndoneByARollbackToASavepoint() throws Exception {
    MirrorTransaction transaction = oneUpdateKeptAndOneUndone();
    bench.commit(transaction);

    assertEquals(List.of("1,kept"), bench.itemsOfSecondary());
    assertEquals(List.of("update-count repaired 1"), bench.toldShort());
  }

  @Test
  void norIsItWhenAllOfTheTransactionIsRepeated() throws Exception {
    bench.secondary.failOnce("execute INSERT", JdbcSpy.deadlock());
    MirrorTransaction transaction = oneUpdateKeptAndOneUndone();
    transaction.release("middle");
    transaction.write(bench.write("INSERT INTO items VALUES (3, 'new')", 3));
    bench.commit(transaction);

    assertEquals(List.of("1,kept", "3,new"), bench.itemsOfSecondary());
    assertEquals(List.of("update-count repaired 1"), bench.toldShort());
  }

  /** Of two rows that the secondary lacks, so that it counts both differently. */
  private MirrorTransaction oneUpdateKeptAndOneUndone() throws SQLException {
    Sql.execute(bench.primary, "INSERT INTO items VALUES (1, 'history'), (2, 'history')");
    bench.primary.commit();
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("UPDATE items SET text = 'kept' WHERE id = 1", 1));
    Savepoint middle = bench.primary.setSavepoint();
    transaction.savepoint("middle");
    transaction.write(bench.write("UPDATE items SET text = 'undone' WHERE id = 2", 2));
    transaction.beforeRollbackTo();
    bench.primary.rollback(middle);
    transaction.rollbackTo("middle");
    return transaction;
  }

  @Test
  void theVictimOfADeadlockIsRepeatedWholly() throws Exception {
    bench.secondary.failOnce("execute UPDATE", JdbcSpy.deadlock());
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    transaction.savepoint("middle");
    transaction.write(bench.write("INSERT INTO items VALUES (2, 'b')", 2));
    transaction.rollbackTo("middle");
    transaction.write(bench.write("UPDATE items SET text = 'c' WHERE id = 1", 1));
    bench.commit(transaction);

    assertEquals(List.of("1,c"), bench.itemsOfSecondary());
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void theVictimOfOneDeadlockAfterTheOtherIsLostAtLast() throws Exception {
    bench.secondary.fail("execute INSERT", JdbcSpy.deadlock());
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    bench.commit(transaction);

    assertEquals(List.of("write-failed logged 1"), bench.toldShort());
    assertEquals(3, bench.calls.stream().filter(call -> call.contains("execute")).count());
  }

  @Test
  void ofMoreThanIsRememberedNoPartIsRepeated() throws Exception {
    bench.secondary.failOnce("execute UPDATE items SET text = '300'", JdbcSpy.deadlock());
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, '0')", 1));
    for (int i = 1; i <= 300; i++) {
      transaction.write(bench.write("UPDATE items SET text = '" + i + "' WHERE id = 1", 1));
    }
    bench.commit(transaction);

    assertEquals(List.of(), bench.itemsOfSecondary());
    assertEquals(List.of("write-failed logged 1"), bench.toldShort());
  }

  @Test
  void aCountThatDiffersIsMendedByCopyingTheRowsAndToldAsRepaired() throws Exception {
    Sql.execute(bench.primary, "INSERT INTO items VALUES (1, 'history')");
    bench.primary.commit();
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("UPDATE items SET text = 'now' WHERE id = 1", 1));
    bench.commit(transaction);

    assertEquals(List.of("1,now"), bench.itemsOfSecondary());
    assertEquals(List.of("update-count repaired 1"), bench.toldShort());
  }

  @Test
  void aCountThatDiffersWhileTheKeysAreUnknownIsToldForGood() throws Exception {
    MirrorTransaction transaction = bench.begin();
    transaction.write(
        new Write(
            "UPDATE items SET text = 'x'",
            Optional.of(bench.items),
            "items",
            List.of(),
            3,
            Optional.empty(),
            List::of,
            StatementReplay.of("UPDATE items SET text = 'x'")));
    bench.commit(transaction);
    assertEquals(List.of("update-count logged"), bench.toldShort());
  }

  @Test
  void anInterruptOfTheApplicationIsKeptForTheApplication() throws Exception {
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    Thread.currentThread().interrupt();
    transaction.beforeCommit(bench.host());
    assertTrue(Thread.interrupted());
    assertEquals(List.of("1,a"), bench.itemsOfSecondary());
  }

  @Test
  void whileTheBreakerIsOpenTheSecondaryIsNotAskedAndEveryKeyIsTold() throws Exception {
    for (int i = 0; i < 3; i++) {
      bench.breaker.silent("nothing");
    }
    MirrorTransaction transaction = bench.begin();
    assertFalse(transaction.asksTwin());
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    bench.commit(transaction);
    assertEquals(List.of(), bench.calls);
    assertEquals(List.of("write-failed logged 1"), bench.toldShort());
  }

  @Test
  void failuresOfTheConnectionOpenTheBreakerAndThoseOfARowDoNot() throws Exception {
    bench.secondary.fail("execute", new SQLException("value too long", "22001"));
    for (int i = 1; i <= 5; i++) {
      commitOne(i);
    }
    assertTrue(bench.breaker.closed());
    bench.secondary.fail("execute", JdbcSpy.connectionLost());
    for (int i = 6; i <= 8; i++) {
      assertTrue(bench.breaker.closed());
      commitOne(i);
    }
    assertFalse(bench.breaker.closed());
  }

  private void commitOne(int id) throws SQLException {
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (" + id + ", 'a')", id));
    bench.commit(transaction);
  }

  @Test
  void rollbackLeavesNothingAndTellsNothing() throws Exception {
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    assertTrue(bench.seen("twin: execute INSERT INTO items VALUES (1, 'a')"));
    transaction.rollback();
    bench.primary.rollback();
    assertTrue(bench.seen("twin: rollback"));
    assertEquals(List.of(), bench.itemsOfSecondary());
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void aTransactionWithoutWritesCommitsNothingOnTheTwin() throws Exception {
    MirrorTransaction transaction = bench.begin();
    bench.commit(transaction);
    assertEquals(List.of(), bench.calls);
  }

  @Test
  void noThreadToBeHadIsTheMirrorsFailureAndNeverTheHosts() throws Exception {
    ExecutorService none = AgentThreads.workers("none");
    none.shutdown();
    MirrorTransaction transaction = bench.begin(none);
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    bench.commit(transaction);
    assertEquals(List.of("write-failed logged 1"), bench.toldShort());
  }

  @Test
  void manyOutstandingWritesAreAllDoneInOrder() throws Exception {
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, '0')", 1));
    for (int i = 1; i <= 600; i++) {
      transaction.write(
          bench.write(
              "UPDATE items SET text = '" + i + "' WHERE id = 1 AND text = '" + (i - 1) + "'", 1));
    }
    bench.commit(transaction);
    assertEquals(List.of("1,600"), bench.itemsOfSecondary());
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void theReasonOfALossIsToldWithEachOfItsKeys() throws Exception {
    MirrorTransaction transaction = bench.begin();
    transaction.lose("its value is known to the driver alone", bench.write(twin -> 1L, "?", 7));
    bench.commit(transaction);
    assertEquals(List.of("write-failed logged 7"), bench.toldShort());
    assertEquals(
        "its value is known to the driver alone",
        bench.told.get(0).error().map(DatabaseError::message).orElseThrow());
    assertEquals(transaction.id(), bench.told.get(0).transaction().orElseThrow());
  }
}
