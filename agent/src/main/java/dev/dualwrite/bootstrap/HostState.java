package dev.dualwrite.bootstrap;

/**
 * Implemented by every instrumented connection and statement: carries what the agent knows about it
 * in a field of the object itself.
 *
 * <p>A field, not a weak map: the state dies with the object, so no class loader of a redeployed
 * application is kept, and a look-up is one read.
 */
public interface HostState {
  /** Returns the agent's state of this object, null before it was first seen. */
  HookState dualwrite$state();

  /** Attaches the agent's state to this object. */
  void dualwrite$state(HookState state);
}
