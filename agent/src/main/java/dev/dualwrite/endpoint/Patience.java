package dev.dualwrite.endpoint;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a database that may hang, on a thread of its own, for a bounded time. A call that is given
 * up keeps its thread until the driver comes back.
 */
public final class Patience {
  private final ExecutorService threads;

  /** Asks on threads called {@code dualwrite-NAME-NUMBER}, which end when they are idle. */
  public Patience(String name) {
    threads = AgentThreads.workers(name);
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws SQLException the question's, or one that says that it took too long
   */
  public <T> T ask(String what, Duration atMost, Callable<T> question) throws SQLException {
    Future<T> answer = threads.submit(question);
    try {
      return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw new SQLException(what + " didn't answer within " + atMost.toMillis() + " ms", late);
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new SQLException(what + " was not waited for", interrupted);
    } catch (ExecutionException failure) {
      throw asSqlException(failure.getCause());
    }
  }

  /** Returns what a call on another thread failed of, as the caller is to see it. */
  public static SQLException asSqlException(Throwable cause) {
    if (cause instanceof SQLException) {
      return (SQLException) cause;
    }
    if (cause instanceof Error) {
      throw (Error) cause;
    }
    return new SQLException("unexpected: " + cause, cause);
  }
}
