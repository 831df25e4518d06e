package dev.dualwrite.mirror;

import java.sql.Connection;
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

  /** Written by the worker, read by {@link #abandon}. */
  private volatile Connection connection;

  private volatile boolean abandoned;

  /** Set by the application's thread, read by the worker. */
  private volatile boolean hostRolledBack;

  /** The worker's. */
  private TwinConnection open;

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
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      worker.execute(() -> run(task, result));
    } catch (RuntimeException | Error noThread) {
      result.completeExceptionally(noThread);
    }
    return result;
  }

  private <T> void run(TwinTask<T> task, CompletableFuture<T> result) {
    if (broken == null && hostRolledBack) {
      broken = new SQLException("the host has rolled back", "40000");
    }
    if (broken != null) {
      result.completeExceptionally(broken);
      return;
    }
    try {
      result.complete(task.run(opened()));
    } catch (Throwable failure) {
      broken = failure;
      // At once, and not when the host ends its transaction: the locks of a lost half are in
      // everybody's way.
      release(open != null && rolledBack());
      result.completeExceptionally(failure);
    }
  }

  private TwinConnection opened() throws SQLException {
    requireNotAbandoned();
    if (open == null) {
      connection = source.borrow();
      open = new TwinConnection(connection);
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
              twin.connection().commit();
              return null;
            });
    end(worker, () -> release(!answered.isCompletedExceptionally()));
    return answered;
  }

  /**
   * Rolls back, as soon as the task that runs now is done, and gives the connection back. What
   * hasn't been started isn't any more: the host's locks are gone, so that it might wait for the
   * twin of a transaction that has got them since, which may itself wait for one that waits for
   * this twin.
   */
  void rollback() {
    hostRolledBack = true;
    end(
        worker,
        () -> {
          boolean clean = open == null || rolledBack();
          release(clean);
        });
  }

  private boolean rolledBack() {
    try {
      open.connection().rollback();
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
          Connection hanging = connection;
          if (hanging != null) {
            abort(hanging);
            source.evict(hanging);
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

  private static void abort(Connection hanging) {
    try {
      hanging.abort(Runnable::run);
    } catch (SQLException e) {
      logger.debug("A twin that hangs could not be aborted", e);
    }
  }

  private void release(boolean clean) {
    if (open == null) {
      return;
    }
    Connection ended = open.connection();
    try {
      open.closeStatements();
      if (clean) {
        open.restoreSession();
      } else {
        source.evict(ended);
      }
      ended.close();
    } catch (SQLException e) {
      source.evict(ended);
    } finally {
      open = null;
      connection = null;
    }
  }
}
