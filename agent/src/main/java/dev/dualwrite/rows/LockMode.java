package dev.dualwrite.rows;

/** What reading rows does about the locks of others. */
public enum LockMode {
  /** Reads without locking. */
  NONE,
  /** Reads rows that this transaction holds locked already, as they are now. */
  HELD,
  /** Locks the rows and waits for others to release them. */
  WAIT,
  /** Locks the rows that nobody else has locked and says which were passed over. */
  SKIP_LOCKED
}
