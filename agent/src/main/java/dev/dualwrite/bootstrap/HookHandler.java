package dev.dualwrite.bootstrap;

/**
 * What the hooks call; implemented once, behind the agent's class loader. Nothing that it throws
 * reaches the application.
 */
public interface HookHandler {
  /** Called before a hooked method; returns null when the agent takes no part in this call. */
  Call before(Object target, JdbcMethod method, Object[] arguments);

  /**
   * Called before a method that isn't hooked otherwise, once a connection of this JVM is routed.
   *
   * @param method its name and parameter types, such as {@code setSchema(java.lang.String)}
   * @return the outcome that takes the native call's place; null when the native call is right
   */
  Call.Skipped route(Object target, String method, Object[] arguments);

  /**
   * Called when the agent itself failed before a call; returns the outcome that takes the native
   * call's place where that could reach the wrong database, else null.
   */
  Call.Skipped refuse(Object target, Throwable failure);

  /** Called after the method, native or skipped; may replace the call's result and exception. */
  void after(Call call, Object result, Throwable thrown);

  /**
   * Called when a method threw in which the agent took no part, since that may have ended a
   * transaction.
   */
  void failed(Object target, JdbcMethod method, Throwable thrown);

  /** Called after a whole number or a boolean, as 0 or 1, was bound to a statement's parameter. */
  void bound(HookState statement, JdbcMethod method, int index, long number);

  /** Called after any other value was bound to a statement's parameter by its index alone. */
  void bound(HookState statement, JdbcMethod method, int index, Object value);

  /**
   * Called after a parameter was bound by a setter with an index or name, a value and perhaps more.
   */
  void bound(HookState statement, JdbcMethod method, Object[] arguments);

  /** Called before a stream is bound; returns what the driver is to read instead. */
  Object tee(Object statement, JdbcMethod method, Object stream);

  /** Called when the agent itself failed. */
  void bug(String where, Throwable failure);
}
