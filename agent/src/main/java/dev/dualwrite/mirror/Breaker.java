package dev.dualwrite.mirror;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops asking a database that doesn't answer.
 *
 * <p>While it is open, only a probe of the agent's own asks the database; an application's
 * transaction is never the one that tries.
 */
public final class Breaker {
  private static final Logger logger = LoggerFactory.getLogger(Breaker.class);

  private final CircuitBreaker<Object> circuit;

  private final String database;

  /** Whether the last answer was none; so that a failure is told once, and not with each write. */
  private volatile boolean failing;

  /** For people, null before the first failure; written by any thread. */
  private volatile String lastFailure;

  /**
   * Creates a closed breaker.
   *
   * @param database the database, for people
   * @param failures how many failures in a row open it
   * @param delay how long it stays open before a probe
   */
  public Breaker(String database, int failures, Duration delay) {
    this.database = database;
    this.circuit =
        CircuitBreaker.builder()
            .withFailureThreshold(failures)
            .withSuccessThreshold(1)
            .withDelay(delay)
            .onOpen(
                event ->
                    logger.warn(
                        "The {} doesn't answer: writes go on without it, and it is asked again every {} ms. Last it said: {}",
                        database,
                        delay.toMillis(),
                        lastFailure))
            .onClose(event -> logger.warn("The {} answers again", database))
            .build();
  }

  /** Whether the database may be asked now. */
  public boolean closed() {
    return circuit.isClosed();
  }

  /** What the database, or its driver, said when it couldn't be used last. */
  public Optional<String> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  /** Whether it is time for a probe, which must report its outcome. */
  boolean probeDue() {
    return !circuit.isClosed() && circuit.tryAcquirePermit();
  }

  /** The database answered. */
  void answered() {
    if (failing) {
      failing = false;
    }
    circuit.recordSuccess();
  }

  /**
   * The database could not be reached, or didn't answer in time; {@code reason} says how that
   * showed.
   */
  void silent(String reason) {
    lastFailure = reason;
    if (!failing) {
      failing = true;
      logger.warn(
          "The {} can't be used now: {}. If that lasts, check dualwrite.new.url and the server.",
          database,
          reason);
    }
    circuit.recordFailure();
  }
}
