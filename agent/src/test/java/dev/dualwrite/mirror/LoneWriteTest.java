package dev.dualwrite.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.MirrorMode;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.Owed;
import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A write that is all of its transaction: one statement, which needs no commit of its own. */
class LoneWriteTest {
  private static final int BOUND = MirrorBench.BOUND_SECONDS;
  private static final String INSERT = "INSERT INTO items VALUES (1, 'a')";

  private MirrorBench bench = required(Duration.ofSeconds(BOUND));

  LoneWriteTest() throws SQLException {}

  private static MirrorBench required(Duration timeout) throws SQLException {
    return new MirrorBench(timeout, Phase.BOTH_REQUIRED, MirrorMode.INLINE);
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  private MirrorTransaction begin() {
    MirrorTransaction transaction = bench.begin();
    transaction.endsWithExecution();
    return transaction;
  }

  /** What the twin was asked, without what the pool asks for itself. */
  private List<String> asked() {
    return bench.calls.stream()
        .filter(call -> call.matches("twin: (execute|commit|rollback).*"))
        .toList();
  }

  @Test
  void isDoneWithoutACommitOnceTheHostIsAboutToCommit() throws Exception {
    MirrorTransaction transaction = begin();
    transaction.write(bench.write(INSERT, 1));
    assertEquals(List.of(), bench.calls, "it waits for its keys to be kept");

    transaction.beforeCommit(bench.host());

    assertEquals(List.of("1,a"), bench.itemsOfSecondary(), "before the host commits");
    bench.primary.commit();
    transaction.committed();
    assertEquals(List.of("twin: execute " + INSERT), asked());
    assertEquals(List.of(), bench.toldShort());
    assertEquals(List.of(), bench.queued());
  }

  @Test
  void ofSeveralWritesNoneIsAlone() throws Exception {
    MirrorTransaction transaction = begin();
    transaction.write(bench.write(INSERT, 1));
    transaction.write(bench.write("INSERT INTO items VALUES (2, 'b')", 2));
    bench.commit(transaction);

    assertEquals(
        List.of(
            "twin: execute " + INSERT,
            "twin: execute INSERT INTO items VALUES (2, 'b')",
            "twin: commit"),
        asked());
    assertEquals(List.of("1,a", "2,b"), bench.itemsOfSecondary());
  }

  @Test
  void whatIsMoreThanOneStatementIsATransaction() throws Exception {
    MirrorTransaction transaction = begin();
    MirrorBench.execute(bench.primary, INSERT);
    TwinTask<Long> copy = bench.mirror().copyRows(bench.host(), bench.items, bench.keys(1));
    transaction.write(bench.write(copy, INSERT, 1));
    bench.commit(transaction);

    assertEquals("twin: commit", asked().get(asked().size() - 1));
    assertEquals(List.of("1,a"), bench.itemsOfSecondary());
  }

  @Test
  void aRefusalIsAFailedWriteWhoseKeyIsQueued() throws Exception {
    bench.onSecondary("INSERT INTO items VALUES (1, 'in the way')");
    MirrorTransaction transaction = begin();
    transaction.write(bench.write(INSERT, 1));
    bench.commit(transaction);

    assertEquals(List.of("write-failed queued 1"), bench.toldShort());
    assertEquals(List.of((Object) 1), bench.queued());
    assertEquals(Owed.KNOWN, bench.owed());
  }

  @Test
  void aCountThatDiffersIsMendedInASecondTransactionWhileTheHostHoldsTheRow() throws Exception {
    Sql.execute(bench.primary, "INSERT INTO items VALUES (1, 'history')");
    bench.primary.commit();
    MirrorTransaction transaction = begin();
    transaction.write(bench.write("UPDATE items SET text = 'now' WHERE id = 1", 1));

    transaction.beforeCommit(bench.host());

    assertEquals(List.of("1,now"), bench.itemsOfSecondary());
    bench.primary.commit();
    transaction.committed();
    assertEquals(List.of("update-count repaired 1"), bench.toldShort());
    assertEquals(List.of(), bench.queued());
  }

  @Test
  void aMendThatFailsQueuesTheKey() throws Exception {
    Sql.execute(bench.primary, "INSERT INTO items VALUES (1, 'history')");
    bench.primary.commit();
    bench.secondary.fail("commit", new SQLException("deferred constraint", "23503"));
    MirrorTransaction transaction = begin();
    transaction.write(bench.write("UPDATE items SET text = 'now' WHERE id = 1", 1));
    bench.commit(transaction);

    assertEquals(List.of("write-failed queued 1"), bench.toldShort());
    assertEquals(List.of((Object) 1), bench.queued());
  }

  /** It may have been done, or be done later, with no lock that would tell. */
  @Test
  void aSilenceAfterItWasSentIsInDoubt() throws Exception {
    bench.close();
    bench = required(Duration.ofMillis(300));
    CountDownLatch aborted = new CountDownLatch(1);
    bench.secondary.interfere(
        call -> {
          if (call.equals("execute " + INSERT)) {
            assertTrue(aborted.await(BOUND, TimeUnit.SECONDS));
          } else if (call.equals("abort")) {
            aborted.countDown();
          }
        });
    MirrorTransaction transaction = begin();
    transaction.write(bench.write(INSERT, 1));
    bench.commit(transaction);

    assertEquals(List.of("in-doubt queued 1"), bench.toldShort());
    assertEquals(Owed.UNKNOWN, bench.owed());
    assertTrue(bench.seen("twin: abort"), "what hangs is broken off");
  }

  @Test
  void whatWasGivenUpIsNotSentAndWhatWasSentIsNotGivenUp() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    LoneStatement late = new LoneStatement(twin -> (long) sent.incrementAndGet());
    assertTrue(late.giveUp());
    assertThrows(SQLException.class, () -> late.run(null));
    assertEquals(0, sent.get());

    LoneStatement early = new LoneStatement(twin -> (long) sent.incrementAndGet());
    assertEquals(1, early.run(null));
    assertFalse(early.giveUp());
  }

  @Test
  void aConnectionThatIsLostInItIsInDoubt() throws Exception {
    bench.secondary.fail("execute " + INSERT, JdbcSpy.connectionLost());
    MirrorTransaction transaction = begin();
    transaction.write(bench.write(INSERT, 1));
    bench.commit(transaction);

    assertEquals(List.of("in-doubt queued 1"), bench.toldShort());
    assertEquals(Owed.UNKNOWN, bench.owed());
  }

  @Test
  void aDatabaseThatCannotBeReachedLeavesNoDoubt() throws Exception {
    bench.close();
    bench = required(Duration.ofMillis(300));
    bench.secondary.fail("", new SQLException("down", "08001"));
    MirrorTransaction transaction = begin();
    transaction.write(bench.write(INSERT, 1));
    bench.commit(transaction);

    assertTrue(bench.toldShort().get(0).matches("write-(failed|timeout) queued 1"));
    assertEquals(1, bench.told.size());
    assertEquals(Owed.KNOWN, bench.owed());
  }

  @Test
  void theVictimOfADeadlockHasAnotherGo() throws Exception {
    bench.secondary.failOnce("execute INSERT", JdbcSpy.deadlock());
    MirrorTransaction transaction = begin();
    transaction.write(bench.write(INSERT, 1));
    bench.commit(transaction);

    assertEquals(List.of("1,a"), bench.itemsOfSecondary());
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void aHostWhoseCommitFailsAfterItIsInDoubt() throws Exception {
    MirrorTransaction transaction = begin();
    transaction.write(bench.write(INSERT, 1));
    transaction.beforeCommit(bench.host());
    bench.primary.rollback();
    transaction.commitFailed(new SQLException("serialization", "40001"), false);

    assertEquals(List.of("in-doubt queued 1"), bench.toldShort());
    assertEquals(Optional.of("40001"), bench.told.get(0).error().orElseThrow().state());
  }

  @Test
  void aHostThatRollsBackInsteadLeavesNothingToUndo() throws Exception {
    MirrorTransaction transaction = begin();
    transaction.write(bench.write(INSERT, 1));
    transaction.rollback();
    bench.primary.rollback();

    assertEquals(List.of(), bench.calls);
    assertEquals(List.of(), bench.queued());
  }
}
