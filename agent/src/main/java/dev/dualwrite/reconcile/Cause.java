package dev.dualwrite.reconcile;

import dev.dualwrite.dialect.Dialect;
import java.sql.SQLException;

/** Whose fault a failure is, which decides what is tried again, and when. */
enum Cause {
  /** The database as a whole can't be used: gone, read-only, full. */
  DATABASE,
  /** Others hold locks. */
  LOCKS,
  /** It took too long. */
  TIME,
  /** The table isn't as it was thought to be, so that none of its rows can be written. */
  TABLE,
  /** Another row is in the way, or missing. */
  OTHER_ROW,
  /** The row itself. */
  ROW;

  static Cause of(SQLException failure, Dialect dialect) {
    if (dialect.isConnectionFailure(failure)
        || dialect.isReadOnly(failure)
        || dialect.isExhausted(failure)) {
      return DATABASE;
    }
    if (dialect.isConflict(failure)) {
      return LOCKS;
    }
    if (dialect.isCanceled(failure)) {
      return TIME;
    }
    if (dialect.isUnknownTableOrColumn(failure)) {
      return TABLE;
    }
    return dialect.isForeignKeyViolation(failure) || dialect.isDuplicateKey(failure)
        ? OTHER_ROW
        : ROW;
  }

  /** Returns the outcome for a key that failed of this alone. */
  Outcome outcome(SQLException failure) {
    switch (this) {
      case LOCKS:
        return Outcome.failed(Outcome.Kind.LOCKED, failure);
      case OTHER_ROW:
        return Outcome.failed(Outcome.Kind.OBSTRUCTED, failure);
      case TIME:
      case TABLE:
      case ROW:
        return Outcome.failed(Outcome.Kind.REFUSED, failure);
      case DATABASE:
        throw new IllegalArgumentException("a database's failure is no outcome of a key");
    }
    throw new AssertionError(this);
  }
}
