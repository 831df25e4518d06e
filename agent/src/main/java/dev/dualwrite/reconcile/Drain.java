package dev.dualwrite.reconcile;

import dev.dualwrite.divergence.DatabaseError;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.state.RetryQueue;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works the retry queue off, on a thread of its own.
 *
 * <p>A key whose row the secondary doesn't take is tried ten times, with waits that double from 200
 * ms up to a minute, and then parked; one that waits for another row (foreign and unique keys),
 * forty times within about three minutes. A row that is locked, and a database that can't be used,
 * count as no attempt.
 */
public final class Drain implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Drain.class);
  private static final ThreadFactory THREADS = AgentThreads.named("reconciler");

  /** The longest that anything here waits before it looks whether it was closed. */
  private static final Duration TICK = Duration.ofMillis(250);

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(20);
  private static final Duration STAND_BY = Duration.ofSeconds(1);

  /** Connections are kept for so long after the last key. */
  private static final Duration REST_AFTER = Duration.ofSeconds(10);

  private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);

  private final RetryQueue queue;
  private final Reconciler reconciler;
  private final DrainGate gate;
  private final Clock clock;
  private final Schedule schedule;
  private final Rate rate = new Rate(System::nanoTime);
  private final LastErrors errors = new LastErrors();
  private final Answers answers;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = THREADS.newThread(this::run);

  private volatile DrainStatus.Activity activity = DrainStatus.Activity.IDLE;

  /** The thread's. */
  private int failuresInARow;

  /** The thread's. */
  private long lastBusy = System.nanoTime();

  /**
   * Creates a drain, which owns the reconciler from now on.
   *
   * @param longestCommit the longest time that passes between a twin's commit and its host's, in
   *     any process
   */
  public Drain(
      RetryQueue queue,
      Reconciler reconciler,
      DrainGate gate,
      ReconcileReports reports,
      Duration longestCommit,
      Clock clock) {
    this.queue = queue;
    this.reconciler = reconciler;
    this.gate = gate;
    this.clock = clock;
    this.schedule = new Schedule(longestCommit);
    this.answers = new Answers(queue, schedule, reports, clock, rate, errors);
  }

  /** Starts the thread; once it is started, or the drain closed, does nothing. */
  public synchronized void start() {
    if (thread.getState() == Thread.State.NEW && closed.getCount() > 0) {
      thread.start();
    }
  }

  /** Returns how it goes; never waits. */
  public DrainStatus status() {
    return new DrainStatus(activity, rate.perSecond(), errors.latestFirst());
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        step();
      }
    } finally {
      activity = DrainStatus.Activity.ENDED;
      queue.release(this);
      reconciler.close();
    }
  }

  private void step() {
    try {
      if (!gate.open()) {
        // Another one may do what this one can't, the one of the other direction included.
        queue.release(this);
        reconciler.rest();
        pause(DrainStatus.Activity.SHUT, TICK);
      } else if (!queue.claim(this)) {
        pause(DrainStatus.Activity.STANDING_BY, STAND_BY);
      } else {
        drain();
      }
    } catch (InterruptedException e) {
      closed.countDown();
    } catch (RuntimeException | LinkageError bug) {
      logger.error("Reconciling failed unexpectedly; the keys stay in the queue", bug);
      pauseAfterFailure();
    }
  }

  private void drain() throws InterruptedException {
    Round round = new Round(queue, reconciler, answers);
    if (!round.go(clock.instant())) {
      idle();
      return;
    }
    lastBusy = System.nanoTime();
    if (round.databaseFailure().isPresent()) {
      databaseFailed(round.databaseFailure().get());
      return;
    }
    if (failuresInARow > 0) {
      logger.warn("Reconciling goes on");
      failuresInARow = 0;
    }
    activity = DrainStatus.Activity.DRAINING;
    if (round.answered() == 0) {
      pause(DrainStatus.Activity.DRAINING, TICK);
    }
  }

  private void databaseFailed(SQLException failure) {
    DrainError error = errors.add(clock.instant(), null, DatabaseError.of(failure));
    if (failuresInARow == 0) {
      logger.warn("Reconciling pauses, since a database can't be used: {}", error);
    }
    reconciler.rest();
    pauseAfterFailure();
  }

  private void pauseAfterFailure() {
    Duration wait = schedule.whileDatabaseFails(failuresInARow);
    failuresInARow++;
    pause(DrainStatus.Activity.PAUSED, wait);
  }

  private void pause(DrainStatus.Activity during, Duration wait) {
    activity = during;
    try {
      boolean ended = closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
      logger.trace("Waited {}, ended: {}", wait, ended);
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  private void idle() throws InterruptedException {
    activity = DrainStatus.Activity.IDLE;
    if (System.nanoTime() - lastBusy > REST_AFTER.toNanos()) {
      reconciler.rest();
    }
    Instant now = clock.instant();
    Duration wait = queue.nextDue().map(due -> Duration.between(now, due)).orElse(TICK);
    wait = wait.compareTo(TICK) > 0 ? TICK : wait;
    // A key that is due but has an open intent isn't given out: not to be asked for in a loop.
    boolean changed = queue.awaitChange(wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait);
    logger.trace("The queue changed: {}", changed);
  }

  /** Ends the thread and closes the connections; takes at most 10 s. */
  @Override
  public void close() {
    closed.countDown();
    reconciler.stop();
    if (thread.getState() == Thread.State.NEW) {
      reconciler.close();
      return;
    }
    try {
      thread.join(CLOSE_BOUND.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      logger.warn("A database doesn't answer the reconciler; its thread ends when it does");
    }
  }
}
