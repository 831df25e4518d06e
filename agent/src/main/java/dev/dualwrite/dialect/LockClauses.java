package dev.dualwrite.dialect;

import java.util.Optional;

/**
 * What ends a SELECT so that it locks the rows that it finds; empty where there is no such clause.
 */
public final class LockClauses {
  private final String change;
  private final String removal;
  private final String skipLocked;
  private final String held;

  private LockClauses(String change, String removal, String skipLocked, String held) {
    this.change = change;
    this.removal = removal;
    this.skipLocked = skipLocked;
    this.held = held;
  }

  /** Returns those of a vendor with one kind of lock. */
  static LockClauses of(String clause, String skipLocked) {
    return new LockClauses(clause, clause, skipLocked, "");
  }

  /** Returns these with another clause for rows that are deleted, or get another key. */
  LockClauses withRemoval(String clause) {
    return new LockClauses(change, clause, skipLocked, held);
  }

  /**
   * Returns these for a vendor whose plain SELECT may show a row as it was before it was locked.
   */
  LockClauses lockingToReadHeld() {
    return new LockClauses(change, removal, skipLocked, change);
  }

  /** Returns what keeps others from changing and deleting the rows. */
  public String forChange() {
    return change;
  }

  /** Returns what locks as strongly as a statement that deletes the rows or changes their keys. */
  public String forRemoval() {
    return removal;
  }

  /** Returns what locks the rows and leaves out those that others have locked. */
  public Optional<String> skippingLocked() {
    return skipLocked.isEmpty() ? Optional.empty() : Optional.of(skipLocked);
  }

  /**
   * Returns what shows rows that the transaction holds locked as they are now, at any isolation.
   */
  public String forHeldRows() {
    return held;
  }
}
