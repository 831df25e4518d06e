package dev.dualwrite.reconcile;

import java.sql.SQLException;

/** A pass that came to nothing, or to nobody knows what. */
final class PassFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final Cause cause;
  private final SQLException error;
  private final boolean inDoubt;

  private PassFailure(Cause cause, SQLException error, boolean inDoubt) {
    super(error);
    this.cause = cause;
    this.error = error;
    this.inDoubt = inDoubt;
  }

  /** Nothing was changed on the secondary. */
  static PassFailure of(Cause cause, SQLException error) {
    return new PassFailure(cause, error, false);
  }

  /**
   * The secondary may have committed, or may still commit, when the rows aren't locked any more.
   */
  static PassFailure inDoubt(SQLException error) {
    return new PassFailure(Cause.DATABASE, error, true);
  }

  Cause reason() {
    return cause;
  }

  SQLException error() {
    return error;
  }

  boolean isInDoubt() {
    return inDoubt;
  }
}
