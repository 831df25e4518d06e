package dev.dualwrite.state;

/** Why a key is to be reconciled, which decides how often it is looked at. */
public enum Owed {
  /** Both commits have ended: once both sides are equal, they stay so. */
  KNOWN,
  /** Some commit may still end either way: equal sides are looked at again later. */
  UNKNOWN
}
