package dev.dualwrite.bootstrap;

/**
 * The agent's state of one connection or statement, as far as the hooks must know it to stay out of
 * the way.
 */
public abstract class HookState {
  /**
   * The state of what is none of the agent's business: connections to other databases, the agent's
   * own, and prepared reads.
   */
  public static final HookState IGNORED = new HookState(true) {};

  private final boolean ignored;

  /** Written by the thread that uses the object, read by one that cancels or aborts it. */
  private volatile Object route;

  /** Creates a state; with {@code ignored}, the hooks do nothing for its object. */
  protected HookState(boolean ignored) {
    this.ignored = ignored;
  }

  /** Where this object's calls go, as far as the hooks' handler keeps that; null at first. */
  public final Object route() {
    return route;
  }

  /** Keeps where this object's calls go. */
  public final void route(Object newRoute) {
    route = newRoute;
  }

  /**
   * Whether the next execution of this prepared statement concerns the agent as little as one of
   * what is ignored. Asked before each: it waits for nobody, and allocates nothing.
   *
   * @throws Exception when that isn't known
   */
  protected boolean passes() throws Exception {
    return ignored;
  }

  /**
   * Whether nothing that this object does concerns the agent: a prepared read, or a connection of
   * another database.
   */
  final boolean ignored() {
    return ignored;
  }
}
