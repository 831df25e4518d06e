package dev.dualwrite.agent;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.HookHandler;
import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.bootstrap.JdbcMethod;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * What the hooks call while the agent starts: has a call wait until it has started, so that none is
 * missed.
 */
final class AwaitedHandler implements HookHandler {
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Optional<HookHandler> started = Optional.empty();
  private volatile Runnable end = () -> {};

  /**
   * The agent has started: its own handler is called at once from now on.
   *
   * @param atTheEnd what is to be done when the JVM ends
   */
  void started(HookHandler handler, Runnable atTheEnd) {
    end = atTheEnd;
    started = Optional.of(handler);
    JdbcHooks.install(handler);
    over.countDown();
  }

  boolean isStarted() {
    return started.isPresent();
  }

  /** Nothing is to be waited for any more, whether or not the agent has started. */
  void startIsOver() {
    if (!isStarted()) {
      JdbcHooks.install(null);
    }
    over.countDown();
  }

  /** The JVM ends; waits for a start that is under way. */
  void endAgent() {
    await();
    end.run();
  }

  private Optional<HookHandler> await() {
    boolean interrupted = false;
    while (over.getCount() > 0) {
      try {
        over.await();
      } catch (InterruptedException e) {
        // The application's business, once its call is made.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return started;
  }

  @Override
  public Call before(Object target, JdbcMethod method, Object[] arguments) {
    return await().map(handler -> handler.before(target, method, arguments)).orElse(null);
  }

  @Override
  public Call.Skipped route(Object target, String method, Object[] arguments) {
    return await().map(handler -> handler.route(target, method, arguments)).orElse(null);
  }

  @Override
  public Call.Skipped refuse(Object target, Throwable failure) {
    return await().map(handler -> handler.refuse(target, failure)).orElse(null);
  }

  @Override
  public void after(Call call, Object result, Throwable thrown) {
    await().ifPresent(handler -> handler.after(call, result, thrown));
  }

  @Override
  public void failed(Object target, JdbcMethod method, Throwable thrown) {
    await().ifPresent(handler -> handler.failed(target, method, thrown));
  }

  @Override
  public void bound(HookState statement, JdbcMethod method, int index, long number) {
    await().ifPresent(handler -> handler.bound(statement, method, index, number));
  }

  @Override
  public void bound(HookState statement, JdbcMethod method, int index, Object value) {
    await().ifPresent(handler -> handler.bound(statement, method, index, value));
  }

  @Override
  public void bound(HookState statement, JdbcMethod method, Object[] arguments) {
    await().ifPresent(handler -> handler.bound(statement, method, arguments));
  }

  @Override
  public Object tee(Object statement, JdbcMethod method, Object stream) {
    return await().map(handler -> handler.tee(statement, method, stream)).orElse(stream);
  }

  @Override
  public void bug(String where, Throwable failure) {
    await().ifPresent(handler -> handler.bug(where, failure));
  }
}
