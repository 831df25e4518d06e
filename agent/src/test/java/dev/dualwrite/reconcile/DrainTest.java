package dev.dualwrite.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.MirrorMode;
import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.rows.Key;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.QueuedKey;
import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final int BOUND = 30;
  private static final Duration LONGEST_COMMIT = Duration.ofSeconds(2);

  private final FastClock clock = new FastClock(300);
  private final MemoryQueue queue = new MemoryQueue(clock);
  private final List<Divergence> told = new CopyOnWriteArrayList<>();
  private final ReconcileBench bench =
      new ReconcileBench(Vendor.H2, Vendor.H2, Duration.ofSeconds(2));
  private volatile boolean open = true;
  private final Drain drain = drain();

  DrainTest() throws SQLException {
    bench.onBoth("CREATE TABLE items (id INT PRIMARY KEY, name VARCHAR(20))");
  }

  private Drain drain() {
    ReconcileReports reports =
        new ReconcileReports(told::add, () -> Phase.BOTH_REQUIRED, MirrorMode.INLINE, "instance-1");
    return new Drain(queue, bench.reconciler, () -> open, reports, LONGEST_COMMIT, clock);
  }

  @AfterEach
  void close() throws SQLException {
    drain.close();
    bench.close();
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, what);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private List<String> toldShort() {
    return told.stream()
        .map(
            record ->
                String.join(
                    " ",
                    record.kind().label(),
                    record.action().label(),
                    record.phase().orElseThrow().label(),
                    record.side().orElseThrow().label(),
                    record.key().orElseThrow().values().toString(),
                    record.instance().orElseThrow()))
        .sorted()
        .toList();
  }

  @Test
  void dueKeysAreReconciledToldAndTakenOffTheQueue() throws SQLException {
    bench.onPrimary("INSERT INTO items VALUES (1, 'a'), (2, 'b')");
    queue.add(bench.keys("items", 1, 2), Owed.KNOWN);
    drain.start();
    await("the queue drains", queue::isEmpty);
    assertEquals(List.of("1,a", "2,b"), bench.secondaryRows("items"));
    assertEquals(List.of("done 1", "done 2"), queue.answers().stream().sorted().toList());
    assertEquals(
        List.of(
            "resolved repaired both-required new [1] instance-1",
            "resolved repaired both-required new [2] instance-1"),
        toldShort());
    assertTrue(drain.status().keysPerSecond() > 0);
  }

  @Test
  void anAbsentRowIsLookedAtUntilALookAfterTheLongestCommitDeletesNothing() throws SQLException {
    bench.onSecondary("INSERT INTO items VALUES (1, 'extra')");
    queue.add(bench.keys("items", 1), Owed.KNOWN);
    drain.start();
    await("the queue drains", queue::isEmpty);
    assertEquals(List.of("settled 1", "done 1"), queue.answers());
    assertEquals(List.of(), bench.secondaryRows("items"));
    assertEquals(1, told.size(), "told once");
  }

  @Test
  void aRowInsertedMeanwhileIsRestoredAtTheSecondLook() throws SQLException {
    try (Connection application = bench.openPrimary()) {
      Sql.execute(application, "INSERT INTO items VALUES (1, 'inserted')");
      bench.onSecondary("INSERT INTO items VALUES (1, 'inserted')");
      queue.add(bench.keys("items", 1), Owed.KNOWN);
      bench.secondarySpy.interfere(
          call -> {
            if (call.equals("commit")) {
              bench.secondarySpy.interfere(later -> {});
              application.commit();
            }
          });
      drain.start();
      await("the queue drains", queue::isEmpty);
      assertEquals(List.of("settled 1", "done 1"), queue.answers());
      assertEquals(List.of("1,inserted"), bench.secondaryRows("items"));
    }
  }

  @Test
  void whatIsQueuedAsAMatterOfCourseIsNotToldUnlessItFailed() throws SQLException {
    bench.onPrimary("INSERT INTO items VALUES (1, 'a')");
    MemoryQueue own = new MemoryQueue(clock);
    own.add(bench.keys("items", 1), Owed.KNOWN);
    try (Drain other =
        new Drain(
            own,
            bench.reconciler,
            () -> true,
            new ReconcileReports(
                told::add, () -> Phase.BOTH_REQUIRED, MirrorMode.ASYNC, "instance-1"),
            LONGEST_COMMIT,
            clock)) {
      other.start();
      await("the queue drains", own::isEmpty);
    }
    assertEquals(List.of("done 1"), own.answers());
    assertEquals(List.of(), told);
  }

  @Test
  void anUnknownOutcomeIsLookedAtFiveTimes() throws SQLException {
    FastClock veryFast = new FastClock(5_000);
    MemoryQueue own = new MemoryQueue(veryFast);
    bench.onPrimary("INSERT INTO items VALUES (1, 'a')");
    own.add(bench.keys("items", 1), Owed.UNKNOWN);
    try (Drain other =
        new Drain(
            own,
            bench.reconciler,
            () -> true,
            new ReconcileReports(
                told::add, () -> Phase.BOTH_REQUIRED, MirrorMode.INLINE, "instance-1"),
            LONGEST_COMMIT,
            veryFast)) {
      other.start();
      await("the queue drains", own::isEmpty);
    }
    assertEquals(
        List.of("settled 1", "settled 1", "settled 1", "settled 1", "done 1"), own.answers());
    assertEquals(1, told.size());
  }

  @Test
  void aPoisonRowIsParkedAfterTenTriesAndTheOthersGoThrough() throws SQLException {
    bench.onSecondary("ALTER TABLE items ADD CHECK (id <> 2)");
    bench.onPrimary("INSERT INTO items VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    queue.add(bench.keys("items", 1, 2, 3), Owed.KNOWN);
    drain.start();
    await("the row is parked", () -> queue.count("parked 2") == 1);
    assertEquals(9, queue.count("failed 2"));
    assertEquals(List.of("1,a", "3,c"), bench.secondaryRows("items"));
    assertEquals(1, queue.count("done 1"));
    assertTrue(
        toldShort().contains("write-failed parked both-required new [2] instance-1"),
        toldShort().toString());
    assertFalse(drain.status().lastErrors().isEmpty());

    bench.onPrimary("UPDATE items SET id = 4 WHERE id = 2");
    assertEquals(1, queue.unpark());
    await("the queue drains", queue::isEmpty);
  }

  @Test
  void whatIsDueOfSeveralTablesGoesThroughWithoutAFailedAttempt() throws SQLException {
    bench.onBoth("CREATE TABLE lines (id INT PRIMARY KEY, item INT REFERENCES items (id))");
    bench.onPrimary("INSERT INTO items VALUES (1, 'a')", "INSERT INTO lines VALUES (10, 1)");
    bench.onSecondary("INSERT INTO items VALUES (2, 'old')", "INSERT INTO lines VALUES (20, 2)");
    queue.add(bench.keys("lines", 10, 20), Owed.KNOWN);
    queue.add(bench.keys("items", 1, 2), Owed.KNOWN);
    drain.start();
    await("the queue drains", queue::isEmpty);
    assertEquals(
        List.of(), queue.answers().stream().filter(each -> each.startsWith("failed")).toList());
    assertEquals(List.of("1,a"), bench.secondaryRows("items"));
    assertEquals(List.of("10,1"), bench.secondaryRows("lines"));
  }

  @Test
  void aChildIsTriedUntilItsParentIsThere() throws SQLException {
    bench.onBoth("CREATE TABLE lines (id INT PRIMARY KEY, item INT REFERENCES items (id))");
    bench.onPrimary("INSERT INTO items VALUES (1, 'a')", "INSERT INTO lines VALUES (10, 1)");
    queue.add(bench.keys("lines", 10), Owed.KNOWN);
    drain.start();
    await("the child is refused more often than a poison row", () -> queue.count("failed 10") > 12);
    queue.add(bench.keys("items", 1), Owed.KNOWN);
    await("the queue drains", queue::isEmpty);
    assertEquals(List.of("10,1"), bench.secondaryRows("lines"));
  }

  /** One of them was locked, say, when the other was tried first. */
  @Test
  void rowsThatSwappedUniqueValuesAreTriedTogetherHoweverFarApartTheyFailed() throws SQLException {
    bench.onBoth("CREATE TABLE codes (id INT PRIMARY KEY, code INT NOT NULL UNIQUE)");
    bench.onPrimary("INSERT INTO codes VALUES (1, 20), (2, 10)");
    bench.onSecondary("INSERT INTO codes VALUES (1, 10), (2, 20)");
    JumpingClock jumping = new JumpingClock();
    MemoryQueue own = new MemoryQueue(jumping);
    own.add(bench.keys("codes", 1, 2), Owed.KNOWN);
    List<QueuedKey> queued = own.due(2, Instant.EPOCH);
    own.failed(queued.get(0), Instant.EPOCH.plusMillis(137), "too early");
    own.failed(queued.get(1), Instant.EPOCH.plusMillis(3_500), "too early");
    jumping.follow(own);
    try (Drain other =
        new Drain(
            own,
            bench.reconciler,
            () -> true,
            new ReconcileReports(
                told::add, () -> Phase.BOTH_REQUIRED, MirrorMode.INLINE, "instance-1"),
            LONGEST_COMMIT,
            jumping)) {
      other.start();
      await("both are there", () -> own.count("done 1") + own.count("done 2") == 2);
    }
    assertEquals(List.of("1,20", "2,10"), bench.secondaryRows("codes"));
  }

  @Test
  void aRowLockedByAnApplicationIsPostponedAndNoAttemptIsCounted() throws SQLException {
    bench.onPrimary("INSERT INTO items VALUES (1, 'a')");
    try (Connection application = bench.openPrimary()) {
      Sql.execute(application, "UPDATE items SET name = 'b' WHERE id = 1");
      queue.add(bench.keys("items", 1), Owed.KNOWN);
      drain.start();
      await("it is postponed", () -> queue.count("postponed 1") > 2);
      application.commit();
      await("the queue drains", queue::isEmpty);
    }
    assertEquals(0, queue.count("failed 1"));
    assertEquals(List.of("1,b"), bench.secondaryRows("items"));
  }

  @Test
  void aDatabaseThatFailsCostsNoAttemptAndIsAskedUntilItIsWell() throws SQLException {
    bench.onPrimary("INSERT INTO items VALUES (1, 'a')");
    bench.secondarySpy.fail("prepareStatement", new SQLException("read only", "25006"));
    queue.add(bench.keys("items", 1), Owed.KNOWN);
    drain.start();
    await("it pauses", () -> drain.status().activity() == DrainStatus.Activity.PAUSED);
    assertEquals(List.of(), queue.answers());
    bench.secondarySpy.fail("setAutoCommit", JdbcSpy.connectionLost());
    await("the latest error is told", () -> states().contains("08006"));
    bench.secondarySpy.interfere(call -> {});
    await("the queue drains", queue::isEmpty);
    assertEquals(List.of("done 1"), queue.answers());
  }

  private List<String> states() {
    return drain.status().lastErrors().stream()
        .map(error -> error.error().state().orElse(""))
        .toList();
  }

  @Test
  void aCommitWithoutAnAnswerMakesTheKeyUnknown() throws SQLException {
    bench.onPrimary("INSERT INTO items VALUES (1, 'a')");
    bench.secondarySpy.interfere(
        call -> {
          if (call.equals("commit")) {
            bench.secondarySpy.interfere(later -> {});
            throw JdbcSpy.connectionLost();
          }
        });
    queue.add(bench.keys("items", 1), Owed.KNOWN);
    drain.start();
    await("it is looked at again", () -> queue.count("settled 1") > 1);
    assertEquals(List.of("1,a"), bench.secondaryRows("items"));
  }

  @Test
  void behindAShutGateNothingIsAsked() throws SQLException {
    open = false;
    bench.onPrimary("INSERT INTO items VALUES (1, 'a')");
    queue.add(bench.keys("items", 1), Owed.KNOWN);
    drain.start();
    await("it is shut", () -> drain.status().activity() == DrainStatus.Activity.SHUT);
    assertEquals(List.of(), bench.calls);
    open = true;
    await("the queue drains", queue::isEmpty);
  }

  @Test
  void oneDrainsAndTheOtherTakesOver() throws SQLException {
    drain.start();
    await("it drains", () -> drain.status().activity() == DrainStatus.Activity.IDLE && claimed());
    try (ReconcileBench otherBench = ReconcileBench.of(Vendor.H2);
        Drain other =
            new Drain(
                queue,
                otherBench.reconciler,
                () -> true,
                new ReconcileReports(
                    told::add, () -> Phase.BOTH_REQUIRED, MirrorMode.INLINE, "instance-1"),
                LONGEST_COMMIT,
                clock)) {
      other.start();
      await("it stands by", () -> other.status().activity() == DrainStatus.Activity.STANDING_BY);
      drain.close();
      await("it takes over", () -> other.status().activity() == DrainStatus.Activity.IDLE);
    }
  }

  private boolean claimed() {
    Object stranger = new Object();
    boolean free = queue.claim(stranger);
    queue.release(stranger);
    return !free;
  }

  @Test
  void closingEndsTheThreadAlsoWhileTheSecondaryHangs() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    bench.onPrimary("INSERT INTO items VALUES (1, 'a')");
    bench.secondarySpy.interfere(
        call -> {
          if (call.startsWith("executeBatch")) {
            reached.countDown();
            assertTrue(released.await(BOUND, TimeUnit.SECONDS));
          }
        });
    queue.add(bench.keys("items", 1), Owed.KNOWN);
    drain.start();
    assertTrue(reached.await(BOUND, TimeUnit.SECONDS));
    drain.close();
    assertEquals(DrainStatus.Activity.ENDED, drain.status().activity());
    assertFalse(claimed());
    released.countDown();
  }

  @Test
  void aDrainThatNeverStartedClosesToo() {
    drain.close();
    assertEquals(List.of(), bench.calls);
  }

  @Test
  void manyKeysGoThrough() throws SQLException {
    int many = 3_000;
    bench.onPrimary("INSERT INTO items SELECT x, 'n' || x FROM SYSTEM_RANGE(1, " + many + ")");
    List<Object> ids = new ArrayList<>();
    for (int id = 1; id <= many; id++) {
      ids.add(id);
    }
    List<Key> keys = bench.keys("items", ids.toArray());
    queue.add(keys, Owed.KNOWN);
    drain.start();
    await("the queue drains", queue::isEmpty);
    assertEquals(
        List.of(String.valueOf(many)), Sql.query(bench.secondary, "SELECT count(*) FROM items"));
    assertEquals(many, told.size());
  }
}
