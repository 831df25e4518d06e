package dev.dualwrite.mirror;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to the other database that carries the mirrored half of one host transaction.
 *
 * <p>Its tasks run in order on its worker, overlapping with the application's own work. The
 * connection is opened by the first of them, and is the worker's alone; only {@link #abandon} may
 * touch it from outside, to break off what hangs.
 */
final class Twin {
  private static final Logger logger = LoggerFactory.getLogger(Twin.class);

  private final TwinSource source;
  private final TwinTask<Void> sessionSetup;
  private final Executor workers;
  private final SerialExecutor worker;

  private volatile boolean abandoned;

  /** The host has rolled back: its locks are gone, so what isn't begun must not take any here. */
  private volatile boolean rollingBack;

  /** Written by the worker, read by {@link #abandon}. */
  private volatile TwinConnection open;

  /**
   * The worker's: what went wrong first. After it nothing more is tried, since a transaction is on
   * the secondary entirely or not at all.
   */
  private Throwable broken;

  /**
   * Creates a twin; nothing is opened yet.
   *
   * @param sessionSetup carries the host session's state over, on the fresh connection
   */
  Twin(TwinSource source, Executor workers, TwinTask<Void> sessionSetup) {
    this.source = source;
    this.sessionSetup = sessionSetup;
    this.workers = workers;
    this.worker = new SerialExecutor(workers);
  }

  /**
   * Hands a task to the worker; the result completes there, exceptionally with what the task threw.
   */
  <T> CompletableFuture<T> submit(TwinTask<T> task) {
    return submit(source.transactions(), task);
  }

  /**
   * Hands over a statement that is a transaction of its own; what is submitted after it begins
   * another. The result completes when the database has answered.
   */
  <T> CompletableFuture<T> executeAlone(TwinTask<T> statement) {
    CompletableFuture<T> answered = submit(source.statements(), statement);
    end(worker, () -> release(!answered.isCompletedExceptionally()));
    return answered;
  }

  private <T> CompletableFuture<T> submit(TwinPool pool, TwinTask<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      worker.execute(() -> run(pool, task, result));
    } catch (RuntimeException | Error noThread) {
      result.completeExceptionally(noThread);
    }
    return result;
  }

  private <T> void run(TwinPool pool, TwinTask<T> task, CompletableFuture<T> result) {
    if (broken != null) {
      result.completeExceptionally(broken);
      return;
    }
    if (rollingBack) {
      result.completeExceptionally(new SQLException("the transaction was rolled back", "40000"));
      return;
    }
    try {
      result.complete(task.run(opened(pool)));
    } catch (Throwable failure) {
      broken = failure;
      // At once, and not when the host ends its transaction: the locks of a lost half are in
      // everybody's way.
      release(open != null && rolledBack());
      result.completeExceptionally(failure);
    }
  }

  /** Opens a connection of the pool for the first task of a transaction. */
  private TwinConnection opened(TwinPool pool) throws SQLException {
    requireNotAbandoned();
    if (open == null) {
      open = TwinConnection.of(pool);
      // Given up while the connection was opened: nobody else knows of it to break it off.
      requireNotAbandoned();
      sessionSetup.run(open);
    }
    return open;
  }

  private void requireNotAbandoned() throws SQLException {
    if (abandoned) {
      throw new SQLException("the mirrored transaction was given up", "57014");
    }
  }

  /** Commits and gives the connection back. The result completes when the database has answered. */
  CompletableFuture<Void> commit() {
    CompletableFuture<Void> answered =
        submit(
            twin -> {
              twin.commit();
              return null;
            });
    end(worker, () -> release(!answered.isCompletedExceptionally()));
    return answered;
  }

  /**
   * Rolls back after what is under way, instead of what isn't begun, and gives the connection back.
   *
   * @param ended called when that is done, well or badly
   */
  void rollback(Runnable ended) {
    rollingBack = true;
    end(
        worker,
        () -> {
          boolean clean = open == null || rolledBack();
          release(clean);
          ended.run();
        });
  }

  private boolean rolledBack() {
    try {
      open.rollback();
      return true;
    } catch (SQLException e) {
      logger.debug(
          "A twin's rollback failed; its connection is closed, which rolls back as well", e);
      return false;
    }
  }

  /**
   * Breaks off whatever the worker is doing, without waiting for it, and rolls back by closing the
   * connection.
   */
  void abandon() {
    abandoned = true;
    end(
        workers,
        () -> {
          TwinConnection hanging = open;
          if (hanging != null) {
            abort(hanging);
          }
        });
    end(worker, () -> release(false));
  }

  /**
   * The application ends its transaction in any case, even if no thread can be had for the twin.
   */
  private static void end(Executor threads, Runnable task) {
    try {
      threads.execute(task);
    } catch (RuntimeException | Error noThread) {
      logger.error("A twin could not be ended; its connection may stay open", noThread);
    }
  }

  private static void abort(TwinConnection hanging) {
    try {
      hanging.abort();
    } catch (SQLException e) {
      logger.debug("A twin that hangs could not be aborted", e);
    }
  }

  private void release(boolean clean) {
    TwinConnection ended = open;
    if (ended != null) {
      ended.end(clean);
      open = null;
    }
  }
}
