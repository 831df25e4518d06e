package dev.dualwrite.endpoint;

import dev.dualwrite.bootstrap.JdbcHooks;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the agent's threads: named daemons on which nothing is taken for the application's, and
 * which keep no class loader of it.
 */
public final class AgentThreads {
  private static final long IDLE_SECONDS = 20;

  /** In the command line's process nothing is hooked, and the hooks aren't there. */
  private static final boolean HOOKED = areHooksThere();

  private AgentThreads() {}

  /** Returns a factory of threads called {@code dualwrite-NAME-NUMBER}. */
  public static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread =
          new Thread(
              null,
              () -> runAsAgent(task),
              "dualwrite-" + name + "-" + number.incrementAndGet(),
              0,
              false);
      thread.setDaemon(true);
      thread.setContextClassLoader(AgentThreads.class.getClassLoader());
      return thread;
    };
  }

  /**
   * Returns a pool that grows with its tasks, one thread each, since a task that waited behind
   * another transaction's could deadlock with it; idle threads end after 20 s. It has no bound of
   * its own: there is at most one task at a time for each host transaction.
   */
  public static ExecutorService workers(String name) {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        named(name));
  }

  /**
   * Returns one thread for small tasks at their times, none of which may wait for anything. It
   * lives as long as the JVM, and keeps nothing of a task that was cancelled.
   */
  public static ScheduledExecutorService scheduler(String name) {
    ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, named(name));
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }

  private static void runAsAgent(Runnable task) {
    if (HOOKED) {
      JdbcHooks.enterAgent();
    }
    task.run();
  }

  private static boolean areHooksThere() {
    try {
      Class.forName(
          "dev.dualwrite.bootstrap.JdbcHooks", false, AgentThreads.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException commandLine) {
      return false;
    }
  }
}
