package dev.dualwrite.mirror;

import dev.dualwrite.schema.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database of an open breaker whether it answers again, so that no application's
 * transaction has to. It is asked on a worker, since the question may hang, and once at a time.
 */
public final class BreakerProbe {
  private static final Logger logger = LoggerFactory.getLogger(BreakerProbe.class);
  private static final int VALID_SECONDS = 1;

  private final Breaker breaker;
  private final ConnectionSource database;
  private final Executor workers;
  private Future<Void> question = CompletableFuture.completedFuture(null);

  /**
   * Creates it; nothing is asked yet.
   *
   * @param workers may wait for the driver
   */
  public BreakerProbe(Breaker breaker, ConnectionSource database, Executor workers) {
    this.breaker = breaker;
    this.database = database;
    this.workers = workers;
  }

  /** Has the database asked if that is due; called every second or so, by one thread. */
  public void tick() {
    if (!breaker.closed() && question.isDone()) {
      question = CompletableFuture.runAsync(this::askIfDue, workers);
    }
  }

  private void askIfDue() {
    if (!breaker.probeDue()) {
      return;
    }
    try (Connection connection = database.open()) {
      if (connection.isValid(VALID_SECONDS)) {
        breaker.answered();
      } else {
        breaker.silent("a connection that isn't valid");
      }
    } catch (SQLException | RuntimeException | LinkageError e) {
      // A probe that doesn't report would leave the breaker open for ever.
      logger.debug("The database still doesn't answer", e);
      breaker.silent(String.valueOf(e.getMessage()));
    }
  }
}
