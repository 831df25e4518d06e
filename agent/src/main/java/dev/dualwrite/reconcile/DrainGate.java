package dev.dualwrite.reconcile;

/** Says whether the secondary may be asked now. */
@FunctionalInterface
public interface DrainGate {

  /** Returns false while it is known to be down; called often. */
  boolean open();
}
