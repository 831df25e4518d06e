package dev.dualwrite.backfill;

import dev.dualwrite.dialect.ErrorCodes;
import dev.dualwrite.verify.DatabasesToVerify;
import java.sql.SQLException;

/** Which failures of the two databases may pass by themselves. Immutable. */
final class PassingFailures {
  private final ErrorCodes primary;
  private final ErrorCodes secondary;

  PassingFailures(DatabasesToVerify databases) {
    this.primary = databases.primary().dialect().errors();
    this.secondary = databases.secondary().dialect().errors();
  }

  /** Whether others were in the way, or time was. */
  boolean isInTheWay(SQLException failure) {
    return primary.isConflict(failure)
        || secondary.isConflict(failure)
        || primary.isCanceled(failure)
        || secondary.isCanceled(failure);
  }

  /** Whether a database is away. */
  boolean isAway(SQLException failure) {
    return primary.isConnectionFailure(failure) || secondary.isConnectionFailure(failure);
  }
}
