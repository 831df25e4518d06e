package dev.dualwrite.mirror;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
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

  /**
   * Creates a closed breaker.
   *
   * @param failures how many failures in a row open it
   * @param delay how long it stays open before a probe
   */
  public Breaker(String database, int failures, Duration delay) {
    this.circuit =
        CircuitBreaker.builder()
            .withFailureThreshold(failures)
            .withSuccessThreshold(1)
            .withDelay(delay)
            .onOpen(
                event ->
                    logger.warn(
                        "The {} database doesn't answer: writes go on without it, and it is asked again every {} ms",
                        database,
                        delay.toMillis()))
            .onClose(event -> logger.warn("The {} database answers again", database))
            .build();
  }

  /** Whether the database may be asked now. */
  public boolean closed() {
    return circuit.isClosed();
  }

  /** Whether it is time for a probe, which must report its outcome. */
  boolean probeDue() {
    return !circuit.isClosed() && circuit.tryAcquirePermit();
  }

  /** The database answered. */
  void answered() {
    circuit.recordSuccess();
  }

  /** The database could not be reached, or didn't answer in time. */
  void silent() {
    circuit.recordFailure();
  }
}
