package dev.dualwrite.reconcile;

import dev.dualwrite.endpoint.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A session whose calls are made by another thread, so that the caller can give up one that hangs,
 * as those to a frozen server do, and go on with a new session.
 */
public final class BoundedSession implements AutoCloseable {

  /** What is done with the session. */
  @FunctionalInterface
  public interface Task<T> {
    /** Does it. */
    T run(Session session) throws SQLException;
  }

  private static final Duration OPEN_BOUND = Duration.ofSeconds(5);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(1);

  /** Drivers without bounds of their own keep a thread each; with so many, none is added. */
  private static final int MOST_HANGING = 4;

  private final String name;
  private final Supplier<Session> opener;
  private final Executor threads;
  private final List<CompletableFuture<?>> hanging = new ArrayList<>();
  private Session session;

  /** Creates what opens its session when it is needed, and a new one after a call that hangs. */
  public BoundedSession(String name, Supplier<Session> opener, Executor threads) {
    this.name = name;
    this.opener = opener;
    this.threads = threads;
    this.session = opener.get();
  }

  /** Opens the connection, if it isn't open; takes at most 5 s. */
  public void open() throws SQLException {
    if (!session.isOpen()) {
      call(Session::connection, OPEN_BOUND);
    }
  }

  /** Returns the session for calls that need no bound from here; not while another is under way. */
  public Session direct() {
    return session;
  }

  /**
   * Makes a call and waits for it.
   *
   * @throws GivenUp when it was given up; what it does then it does without effect, save a commit
   *     that was under way
   */
  public <T> T call(Task<T> task, Duration atMost) throws SQLException {
    requireThread();
    Session used = session;
    CompletableFuture<T> answer = new CompletableFuture<>();
    threads.execute(() -> run(task, used, answer));
    try {
      return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw giveUp(used, answer, "not done within " + atMost.toMillis() + " ms");
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw giveUp(used, answer, "interrupted");
    } catch (ExecutionException failure) {
      throw Patience.asSqlException(failure.getCause());
    }
  }

  private static <T> void run(Task<T> task, Session session, CompletableFuture<T> answer) {
    try {
      answer.complete(task.run(session));
    } catch (Throwable failure) {
      answer.completeExceptionally(failure);
    }
  }

  private GivenUp giveUp(Session used, CompletableFuture<?> answer, String why) {
    session = opener.get();
    // Closed by the thread that hangs on it when it comes back, and sooner where the driver can.
    hanging.add(answer.whenComplete((result, failure) -> used.drop()));
    threads.execute(used::abort);
    return new GivenUp(name + ": " + why);
  }

  private void requireThread() throws GivenUp {
    hanging.removeIf(CompletableFuture::isDone);
    if (hanging.size() >= MOST_HANGING) {
      throw new GivenUp(name + ": " + hanging.size() + " earlier calls still hang in the driver");
    }
  }

  /** Closes the connection; takes at most a second. */
  @Override
  public void close() {
    if (!session.isOpen()) {
      return;
    }
    try {
      call(
          open -> {
            open.drop();
            return null;
          },
          CLOSE_BOUND);
    } catch (SQLException hangs) {
      // Given up: it is closed when it comes back.
    }
  }
}
