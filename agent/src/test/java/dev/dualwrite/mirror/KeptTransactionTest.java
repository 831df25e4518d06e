package dev.dualwrite.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.MirrorMode;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.Owed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of transactions whose failures are retried. */
class KeptTransactionTest {
  private static final int BOUND = MirrorBench.BOUND_SECONDS;

  private MirrorBench bench =
      new MirrorBench(Duration.ofSeconds(BOUND), Phase.BOTH_REQUIRED, MirrorMode.INLINE);

  KeptTransactionTest() throws SQLException {}

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  private void reopen(Duration timeout, MirrorMode mode) throws Exception {
    bench.close();
    bench = new MirrorBench(timeout, Phase.BOTH_REQUIRED, mode);
  }

  private MirrorTransaction transaction(int... ids) throws SQLException {
    MirrorTransaction transaction = bench.begin();
    for (int id : ids) {
      transaction.write(bench.write("INSERT INTO items VALUES (" + id + ", 'a')", id));
    }
    return transaction;
  }

  @Test
  void aTransactionThatIsOnBothSidesOwesNothing() throws Exception {
    bench.commit(transaction(1, 2));

    assertEquals(List.of("1,a", "2,a"), bench.itemsOfSecondary());
    assertEquals(List.of(), bench.queued());
  }

  @Test
  void theKeysOfALostTransactionAreQueuedAndToldAsQueued() throws Exception {
    bench.onSecondary("INSERT INTO items VALUES (2, 'in the way')");

    bench.commit(transaction(1, 2));

    assertEquals(List.of("write-failed queued 2", "write-failed queued 1"), bench.toldShort());
    assertEquals(List.of(1, 2), bench.queued());
    assertEquals(Owed.KNOWN, bench.owed());
  }

  @Test
  void theKeysOfATransactionThatIsOnBothSidesAreHeardOfAndNoOthers() throws Exception {
    bench.commit(transaction(1, 2));
    bench.onSecondary("INSERT INTO items VALUES (4, 'in the way')");
    bench.commit(transaction(3, 4));
    MirrorTransaction rolledBack = transaction(5);
    bench.primary.rollback();
    rolledBack.rollback();

    assertEquals(List.of(List.of(1, 2)), bench.heardOf());
  }

  @Test
  void ofAsynchronousMirroringTheQueuedKeysAreHeardOf() throws Exception {
    reopen(Duration.ofSeconds(BOUND), MirrorMode.ASYNC);

    bench.commit(transaction(1, 2));

    assertEquals(List.of(List.of(1, 2)), bench.heardOf());
  }

  @Test
  void writesBehindTheLostOneAreQueuedAsWell() throws Exception {
    MirrorTransaction transaction = bench.begin();
    transaction.lose("lost on purpose", bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    assertFalse(transaction.asksTwin());
    assertTrue(transaction.wantsKeys());
    transaction.write(bench.write("INSERT INTO items VALUES (2, 'a')", 2));
    bench.commit(transaction);

    assertEquals(List.of(1, 2), bench.queued());
  }

  @Test
  void aRolledBackTransactionOwesNothing() throws Exception {
    MirrorTransaction transaction = transaction(1);
    assertTrue(bench.seen("twin: execute INSERT INTO items VALUES (1, 'a')"));
    bench.primary.rollback();
    transaction.rollback();

    assertTrue(bench.seen("twin: rollback"));
    assertEquals(List.of(), bench.queued());
  }

  @Test
  void aHostThatFailsToCommitAfterItsTwinOwesTheKeysSoThatTheSecondaryIsTakenBack()
      throws Exception {
    MirrorTransaction transaction = transaction(1);
    transaction.beforeCommit(bench.host());
    bench.primary.rollback();
    transaction.commitFailed(new SQLException("no", "40001"), false);

    assertEquals(List.of("in-doubt queued 1"), bench.toldShort());
    assertEquals(List.of(1), bench.queued());
    assertEquals(Owed.KNOWN, bench.owed());
  }

  @Test
  void aHostWhoseConnectionIsLostInCommitOwesTheKeysOfAnUnknownOutcome() throws Exception {
    MirrorTransaction transaction = transaction(1);
    transaction.beforeCommit(bench.host());
    transaction.commitFailed(new SQLException("lost", "08006"), true);

    assertEquals(List.of(1), bench.queued());
    assertEquals(Owed.UNKNOWN, bench.owed());
  }

  @Test
  void aHostThatFailsToCommitWhileTheTwinsOutcomeIsUnknownOwesTheKeys() throws Exception {
    reopen(Duration.ofMillis(300), MirrorMode.INLINE);
    CountDownLatch ended = new CountDownLatch(1);
    bench.secondary.interfere(
        call -> {
          if (call.equals("commit")) {
            assertTrue(ended.await(BOUND, TimeUnit.SECONDS));
          }
        });
    MirrorTransaction transaction = transaction(1);
    transaction.beforeCommit(bench.host());
    bench.primary.rollback();
    transaction.commitFailed(new SQLException("no", "40001"), false);
    ended.countDown();

    assertEquals(List.of("in-doubt queued 1"), bench.toldShort());
    assertEquals(List.of(1), bench.queued());
    assertEquals(Owed.UNKNOWN, bench.owed());
  }

  /** Another process may have deleted the row meanwhile, since the primary didn't show it. */
  @Test
  void aHostThatTakesLongerToCommitThanOthersWaitOwesTheKeys() throws Exception {
    reopen(Duration.ofMillis(300), MirrorMode.INLINE);
    MirrorTransaction transaction = transaction(1);
    transaction.beforeCommit(bench.host());
    // The time that a COMMIT takes is what is tested.
    LockSupport.parkNanos(bench.limits().longestCommit().plusMillis(50).toNanos());
    bench.primary.commit();
    transaction.committed();

    assertEquals(List.of("1,a"), bench.itemsOfSecondary());
    assertEquals(List.of(1), bench.queued());
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void aHostThatFailsToCommitWhileTheTwinHasNotOwesNothing() throws Exception {
    bench.onSecondary("INSERT INTO items VALUES (1, 'in the way')");
    MirrorTransaction transaction = transaction(1);
    transaction.beforeCommit(bench.host());
    bench.primary.rollback();
    transaction.commitFailed(new SQLException("no", "40001"), false);

    assertEquals(List.of(), bench.toldShort());
    assertEquals(List.of(), bench.queued());
  }

  @Test
  void whileTheBreakerIsOpenTheKeysAreQueuedWithoutAskingTheSecondary() throws Exception {
    openBreaker();
    bench.commit(transaction(1));

    assertEquals(List.of("write-failed queued 1"), bench.toldShort());
    assertEquals(List.of(1), bench.queued());
    assertEquals(List.of(), bench.calls);
  }

  private void openBreaker() {
    for (int i = 0; i < 3; i++) {
      bench.breaker.silent("switched off");
    }
  }

  @Test
  void asynchronousMirroringAsksNoTwinAndTellsNothing() throws Exception {
    reopen(Duration.ofSeconds(BOUND), MirrorMode.ASYNC);
    bench.commit(transaction(1, 2));

    assertEquals(List.of(), bench.toldShort());
    assertEquals(List.of(1, 2), bench.queued());
    assertEquals(List.of(), bench.calls);
  }

  @Test
  void asynchronousMirroringTellsOfRowsWhoseKeysAreNotKnown() throws Exception {
    reopen(Duration.ofSeconds(BOUND), MirrorMode.ASYNC);
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')"));
    bench.commit(transaction);

    assertEquals(List.of("write-failed logged"), bench.toldShort());
    assertEquals(List.of("ITEMS"), bench.unverified());
  }

  @Test
  void aCommitThatFailsInAsynchronousMirroringOwesTheKeysOnlyWhenItsOutcomeIsUnknown()
      throws Exception {
    reopen(Duration.ofSeconds(BOUND), MirrorMode.ASYNC);
    MirrorTransaction refused = transaction(1);
    refused.beforeCommit(bench.host());
    bench.primary.rollback();
    refused.commitFailed(new SQLException("no", "40001"), false);
    assertEquals(List.of(), bench.queued());

    MirrorTransaction cut = transaction(2);
    cut.beforeCommit(bench.host());
    cut.commitFailed(new SQLException("lost", "08006"), true);
    assertEquals(List.of(2), bench.queued());
  }

  @Test
  void aCountThatDiffersInATableThatCouldNotBeLookedUpIsToldAndTheTableIsToBeVerified()
      throws Exception {
    MirrorTransaction transaction = bench.begin();
    transaction.write(bench.writeToUnseenTable("UPDATE items SET text = 'b'", 3));
    bench.commit(transaction);

    assertEquals(List.of("update-count logged"), bench.toldShort());
    assertEquals(List.of("items"), bench.unverified());
  }

  @Test
  void aRollbackThatGetsNoAnswerIsBrokenOffAndCountedByTheBreaker() throws Exception {
    reopen(Duration.ofMillis(50), MirrorMode.INLINE);
    CountDownLatch aborted = new CountDownLatch(1);
    bench.secondary.interfere(
        call -> {
          if (call.startsWith("execute INSERT")) {
            assertTrue(aborted.await(BOUND, TimeUnit.SECONDS));
          } else if (call.equals("abort")) {
            aborted.countDown();
          }
        });
    Mirror mirror = bench.mirror();
    MirrorTransaction transaction = mirror.begin(Phase.BOTH_REQUIRED, twin -> null);
    transaction.write(bench.write("INSERT INTO items VALUES (1, 'a')", 1));
    assertTrue(bench.seen("twin: execute INSERT INTO items VALUES (1, 'a')"));
    transaction.rollback();
    assertEquals(1, mirror.rollbacks().size());

    while (!aborted.await(10, TimeUnit.MILLISECONDS)) {
      mirror.breakOffLate();
    }

    assertTrue(bench.seen("twin: abort"));
    assertEquals(0, mirror.rollbacks().size());
  }
}
