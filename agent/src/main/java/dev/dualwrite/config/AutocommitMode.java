package dev.dualwrite.config;

/** How a write outside of a transaction is mirrored. */
public enum AutocommitMode {
  /** Wrapped in a transaction on the host connection. */
  TRANSACTION,
  /** After the fact, ordered per key within this process. */
  AFTER
}
