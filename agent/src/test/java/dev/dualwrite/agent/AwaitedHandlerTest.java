package dev.dualwrite.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.HookHandler;
import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.testing.Waiting;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of the application that come before the agent has started. */
class AwaitedHandlerTest {
  private static final Object TARGET = new Object();

  private final AwaitedHandler awaited = new AwaitedHandler();
  private final Call answer = new Call();
  private final AtomicBoolean ended = new AtomicBoolean();

  @AfterEach
  void uninstall() {
    JdbcHooks.install(null);
  }

  /** Takes part in each call. */
  private HookHandler running() {
    return (HookHandler)
        Proxy.newProxyInstance(
            HookHandler.class.getClassLoader(),
            new Class<?>[] {HookHandler.class},
            (self, method, arguments) -> method.getName().equals("before") ? answer : null);
  }

  private static Call call() {
    return JdbcHooks.before(TARGET, JdbcMethod.COMMIT);
  }

  private static CompletableFuture<Object> waiting(CompletableFuture<Thread> thread) {
    return CompletableFuture.supplyAsync(
        () -> {
          thread.complete(Thread.currentThread());
          return call();
        },
        // A call that is seen and never ends leaves its mark on the thread.
        task -> new Thread(task).start());
  }

  private static void awaitParked(CompletableFuture<Thread> thread) throws Exception {
    Thread caller = thread.get(10, TimeUnit.SECONDS);
    Waiting.until("the caller waits", () -> caller.getState() == Thread.State.WAITING);
  }

  @Test
  void aCallWaitsForTheStartAndIsSeen() throws Exception {
    JdbcHooks.install(awaited);
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    CompletableFuture<Object> seen = waiting(thread);
    awaitParked(thread);
    awaited.started(running(), () -> ended.set(true));
    assertSame(answer, seen.get(10, TimeUnit.SECONDS));
  }

  @Test
  void aStartThatFailsLeavesTheCallToTheDriver() throws Exception {
    JdbcHooks.install(awaited);
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    CompletableFuture<Object> seen = waiting(thread);
    awaitParked(thread);
    awaited.startIsOver();
    assertNull(seen.get(10, TimeUnit.SECONDS));
    assertNull(call(), "nothing is installed any more");
  }

  @Test
  void theWaitIsNotCutShortByAnInterruptWhichTheApplicationSeesLater() throws Exception {
    JdbcHooks.install(awaited);
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              thread.complete(Thread.currentThread());
              Call seen = call();
              interrupted.complete(seen == answer && Thread.interrupted());
            });
    caller.start();
    awaitParked(thread);
    caller.interrupt();
    awaited.started(running(), () -> {});
    assertTrue(interrupted.get(10, TimeUnit.SECONDS));
  }

  @Test
  void theEndOfTheJvmWaitsForTheStart() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              thread.complete(Thread.currentThread());
              awaited.endAgent();
            });
    awaitParked(thread);
    assertFalse(ended.get());
    awaited.started(running(), () -> ended.set(true));
    end.get(10, TimeUnit.SECONDS);
    assertTrue(ended.get());
  }
}
