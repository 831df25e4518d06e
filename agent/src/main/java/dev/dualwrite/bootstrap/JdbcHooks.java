package dev.dualwrite.bootstrap;

/**
 * What the advice in the drivers' classes calls.
 *
 * <p>Keeps the depth of each thread: a driver's own nested calls, and the agent's calls on a host
 * connection, are never taken for the application's.
 */
public final class JdbcHooks {
  private static final ThreadLocal<int[]> DEPTH = new ThreadLocal<>();

  private static volatile HookHandler handler;

  private JdbcHooks() {}

  /** Installs the handler; before that, the hooks do nothing. */
  public static void install(HookHandler newHandler) {
    handler = newHandler;
  }

  /** Before a hooked method. An instance of {@link Call.Skipped} leaves the native call out. */
  public static Call before(Object target, JdbcMethod method, Object[] arguments) {
    // A driver or data source has no state of its own.
    HookState state = target instanceof HostState ? ((HostState) target).dualwrite$state() : null;
    if (state != null && state.ignored()) {
      return null;
    }
    HookHandler current = handler;
    int[] depth = depth();
    if (current == null || depth[0] > 0) {
      return null;
    }
    depth[0]++;
    Call call = null;
    try {
      call = current.before(target, method, arguments);
    } catch (Throwable failure) {
      bug(current, method, failure);
    } finally {
      if (call == null) {
        depth[0]--;
      }
    }
    return call;
  }

  /** Before a hooked method without arguments. */
  public static Call before(Object target, JdbcMethod method) {
    return before(target, method, null);
  }

  /** After a hooked method; returns the exception that the application is to see, or null. */
  public static Throwable after(
      Call call,
      Object target,
      JdbcMethod method,
      Object[] arguments,
      Object result,
      Throwable thrown) {
    HookHandler current = handler;
    if (call == null) {
      failed(current, target, method, thrown);
      return thrown;
    }
    call.nativeOutcome(result, thrown);
    try {
      current.after(call, call.result(), call.thrown());
    } catch (Throwable failure) {
      bug(current, method, failure);
    } finally {
      depth()[0]--;
    }
    return call.thrown();
  }

  private static void failed(
      HookHandler current, Object target, JdbcMethod method, Throwable thrown) {
    int[] depth = depth();
    if (current == null || depth[0] > 0) {
      return;
    }
    depth[0]++;
    try {
      current.failed(target, method, thrown);
    } catch (Throwable failure) {
      bug(current, method, failure);
    } finally {
      depth[0]--;
    }
  }

  /** The result of a call, as the application is to see it. */
  public static Object result(Call call, Object nativeResult) {
    return call == null ? nativeResult : call.result();
  }

  /** The result of a call that returns a boolean. */
  public static boolean booleanResult(Call call, boolean nativeResult) {
    return (call != null && call.result() instanceof Boolean)
        ? (Boolean) call.result()
        : nativeResult;
  }

  /** The result of a call that returns an int. */
  public static int intResult(Call call, int nativeResult) {
    return (call != null && call.result() instanceof Integer)
        ? (Integer) call.result()
        : nativeResult;
  }

  /** The result of a call that returns a long. */
  public static long longResult(Call call, long nativeResult) {
    return (call != null && call.result() instanceof Long) ? (Long) call.result() : nativeResult;
  }

  /** After a parameter was bound by its index. */
  public static void bound(Object statement, JdbcMethod method, int index, Object value) {
    HookState state = ((HostState) statement).dualwrite$state();
    if (state != null && !state.ignored()) {
      bound(statement, method, new Object[] {index, value});
    }
  }

  /** After a parameter was bound by any other setter. */
  public static void bound(Object statement, JdbcMethod method, Object[] arguments) {
    HookState state = ((HostState) statement).dualwrite$state();
    HookHandler current = handler;
    if (current == null || state == null || state.ignored()) {
      return;
    }
    try {
      current.bound(statement, method, arguments);
    } catch (Throwable failure) {
      bug(current, method, failure);
    }
  }

  /** Before a stream is bound: what the driver is to read. */
  public static Object tee(Object statement, JdbcMethod method, Object stream) {
    HookState state = ((HostState) statement).dualwrite$state();
    HookHandler current = handler;
    if (current == null || stream == null || state == null || state.ignored()) {
      return stream;
    }
    try {
      return current.tee(statement, method, stream);
    } catch (Throwable failure) {
      bug(current, method, failure);
      return stream;
    }
  }

  /**
   * Runs before the agent calls a driver from a thread of its own or for itself: nothing below it
   * is the application's.
   */
  public static void enterAgent() {
    depth()[0]++;
  }

  /** Ends what {@link #enterAgent} began. */
  public static void leaveAgent() {
    depth()[0]--;
  }

  private static int[] depth() {
    int[] depth = DEPTH.get();
    if (depth == null) {
      depth = new int[1];
      DEPTH.set(depth);
    }
    return depth;
  }

  private static void bug(HookHandler current, JdbcMethod method, Throwable failure) {
    try {
      current.bug(method.name(), failure);
    } catch (Throwable second) {
      // The last line of defence: the application goes on, whatever is wrong with the agent and its
      // log.
      System.err.println(
          "dualwrite: " + method + " failed, and so did its report: " + failure + ", " + second);
    }
  }
}
