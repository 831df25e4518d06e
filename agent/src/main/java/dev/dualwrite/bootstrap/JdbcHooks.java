package dev.dualwrite.bootstrap;

/**
 * What the hooked methods of the drivers' classes call.
 *
 * <p>Keeps the depth of each thread: a driver's own nested calls, and the agent's calls on a host
 * connection, are never taken for the application's.
 */
public final class JdbcHooks {
  private static final ThreadLocal<int[]> DEPTH = new ThreadLocal<>();

  private static volatile HookHandler handler;

  /** Whether calls of objects of one database may have to go to the other. */
  private static volatile boolean routing;

  private JdbcHooks() {}

  /** Installs the handler; before that, the hooks do nothing. */
  public static void install(HookHandler newHandler) {
    handler = newHandler;
  }

  /** From now on, calls may have to go to the other database than their object's. */
  public static void beginRouting() {
    routing = true;
  }

  /** Whether {@link #route} must be asked; the price of routing as long as nothing is routed. */
  public static boolean routing() {
    return routing;
  }

  /**
   * Before a method that isn't hooked otherwise. A {@link Call.Skipped} takes the native call's
   * place.
   *
   * @param method its name and parameter types
   */
  public static Call.Skipped route(Object target, String method, Object[] arguments) {
    HookHandler current = handler;
    if (current == null) {
      return null;
    }
    // What tells of a database has no state of its own.
    HookState state = target instanceof HostState ? ((HostState) target).dualwrite$state() : null;
    int[] depth = depth();
    if (depth[0] > 0 || (state != null && state.ignored())) {
      return null;
    }
    depth[0]++;
    try {
      return current.route(target, method, arguments);
    } catch (Throwable failure) {
      return refused(current, target, method, failure);
    } finally {
      depth[0]--;
    }
  }

  /** Runs before a call that is to be taken for the application's; returns what it replaced. */
  public static int enterApplication() {
    int[] depth = depth();
    int before = depth[0];
    depth[0] = 0;
    return before;
  }

  /** Ends what {@link #enterApplication} began. */
  public static void leaveApplication(int before) {
    depth()[0] = before;
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
      call = refused(current, target, method.name(), failure);
    } finally {
      if (call == null) {
        depth[0]--;
      }
    }
    return call;
  }

  /** Before a prepared statement is executed: most are reads, with which nothing is to be done. */
  public static Call beforeExecution(Object target, JdbcMethod method) {
    return passes(((HostState) target).dualwrite$state()) ? null : before(target, method, null);
  }

  private static boolean passes(HookState state) {
    if (state == null) {
      return false;
    }
    try {
      return routing ? passesAmongRouted(state) : state.passes();
    } catch (Throwable unknown) {
      // The long way finds out, and says so.
      return false;
    }
  }

  /** What the state asks its own connection isn't to be asked of another one. */
  private static boolean passesAmongRouted(HookState state) throws Exception {
    int[] depth = depth();
    depth[0]++;
    try {
      return state.passes();
    } finally {
      depth[0]--;
    }
  }

  /** The agent failed: the native call goes on, unless it could reach the wrong database. */
  private static Call.Skipped refused(
      HookHandler current, Object target, String method, Throwable failure) {
    bug(current, method, failure);
    try {
      return current.refuse(target, failure);
    } catch (Throwable second) {
      return routing ? Call.Skipped.throwing(second) : null;
    }
  }

  /** Before a hooked method without arguments. */
  public static Call before(Object target, JdbcMethod method) {
    return before(target, method, null);
  }

  /** After a hooked method; returns the exception that the application is to see, or null. */
  public static Throwable after(
      Call call, Object target, JdbcMethod method, Object result, Throwable thrown) {
    HookHandler current = handler;
    if (call == null) {
      failed(current, target, method, thrown);
      return thrown;
    }
    call.nativeOutcome(result, thrown);
    try {
      current.after(call, call.result(), call.thrown());
    } catch (Throwable failure) {
      bug(current, method.name(), failure);
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
      bug(current, method.name(), failure);
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

  /** After a whole number or a boolean, as 0 or 1, was bound by its index. */
  public static void bound(Object statement, JdbcMethod method, int index, long number) {
    HookState state = ((HostState) statement).dualwrite$state();
    HookHandler current = handler;
    if (current == null || state == null || state.ignored()) {
      return;
    }
    try {
      current.bound(state, method, index, number);
    } catch (Throwable failure) {
      bug(current, method.name(), failure);
    }
  }

  /** After any other value was bound by its index. */
  public static void bound(Object statement, JdbcMethod method, int index, Object value) {
    HookState state = ((HostState) statement).dualwrite$state();
    HookHandler current = handler;
    if (current == null || state == null || state.ignored()) {
      return;
    }
    try {
      current.bound(state, method, index, value);
    } catch (Throwable failure) {
      bug(current, method.name(), failure);
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
      current.bound(state, method, arguments);
    } catch (Throwable failure) {
      bug(current, method.name(), failure);
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
      bug(current, method.name(), failure);
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

  private static void bug(HookHandler current, String method, Throwable failure) {
    try {
      current.bug(method, failure);
    } catch (Throwable second) {
      // The last line of defence: the application goes on, whatever is wrong with the agent and its
      // log.
      System.err.println(
          "dualwrite: " + method + " failed, and so did its report: " + failure + ", " + second);
    }
  }
}
