package dev.dualwrite.check;

import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.mirror.CommittedKeys;
import dev.dualwrite.state.State;
import dev.dualwrite.verify.SpotCheck;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a sample of the rows that were written, on a thread of its own, some seconds after their
 * commit. What it asks of the databases is little, bounded, and pauses while one of them is ill.
 */
public final class Check implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Check.class);
  private static final ThreadFactory THREADS = AgentThreads.named("check");

  /** Between the commit and the first look. */
  private static final Duration DELAY = Duration.ofSeconds(2);

  /** Between two looks, while there is something to look at. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Between two looks at the same doubtful rows. */
  private static final Duration PAUSE_IN_DOUBT = Duration.ofMillis(250);

  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 5;

  /** Connections are kept for so long after the last key. */
  private static final Duration REST_AFTER = Duration.ofSeconds(10);

  private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);

  private final KeySample sample;
  private final CheckRound round;
  private final CheckGate gate;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = THREADS.newThread(this::run);

  /** The thread's. */
  private int failuresInARow;

  /** The thread's. */
  private long lastBusy = System.nanoTime();

  private Check(KeySample sample, CheckRound round, CheckGate gate) {
    this.sample = sample;
    this.round = round;
    this.gate = gate;
  }

  /**
   * Creates a check, whose thread isn't started yet.
   *
   * @param percent of the written keys that are looked at, above 0
   * @param state knows what is still to be copied
   * @param healing is closed along with the check
   */
  public static Check of(
      double percent, SpotCheck rows, State state, Healing healing, CheckGate gate) {
    KeySample sample = new KeySample(percent, DELAY);
    return new Check(sample, new CheckRound(sample, rows, state, healing), gate);
  }

  /** Returns what draws from the keys that transactions wrote. */
  public CommittedKeys sample() {
    return sample;
  }

  /** Starts the thread; once it is started, or the check closed, does nothing. */
  public synchronized void start() {
    if (thread.getState() == Thread.State.NEW && closed.getCount() > 0) {
      thread.start();
    }
  }

  /** Returns what it has come to; never waits. */
  public CheckStatus status() {
    return round.status();
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        pause(step());
      }
    } finally {
      round.close();
    }
  }

  /** Returns how long to pause. */
  private Duration step() {
    try {
      if (!gate.inCharge()) {
        round.dropAll();
        round.rest();
        return TICK;
      }
      if (!gate.open()) {
        round.dropDoubts();
        round.rest();
        return TICK;
      }
      return look();
    } catch (SQLException | RuntimeException | LinkageError failure) {
      return afterFailure(failure);
    }
  }

  private Duration look() throws SQLException {
    boolean any = round.go();
    failuresInARow = 0;
    if (any) {
      lastBusy = System.nanoTime();
    } else if (System.nanoTime() - lastBusy > REST_AFTER.toNanos()) {
      round.rest();
    }
    if (round.isInDoubt()) {
      return PAUSE_IN_DOUBT;
    }
    return any ? PAUSE : TICK;
  }

  private Duration afterFailure(Throwable failure) {
    if (failuresInARow == 0) {
      logger.warn("Written rows can't be compared now, which is tried again: {}", text(failure));
      logger.debug("The failure of the check", failure);
    }
    Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(failuresInARow, MOST_DOUBLINGS));
    failuresInARow++;
    return wait;
  }

  private static String text(Throwable failure) {
    return failure instanceof SQLException ? failure.getMessage() : failure.toString();
  }

  private void pause(Duration wait) {
    try {
      boolean ended = closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
      logger.trace("Waited {}, ended: {}", wait, ended);
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  /** Ends the thread and closes the connections; takes at most 5 s. */
  @Override
  public void close() {
    closed.countDown();
    if (thread.getState() == Thread.State.NEW) {
      round.close();
      return;
    }
    try {
      thread.join(CLOSE_BOUND.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      logger.warn("A database doesn't answer the check; its thread ends when it does");
    }
  }
}
