package dev.dualwrite.backfill;

import dev.dualwrite.verify.Failures;
import java.sql.SQLException;

/** The secondary refuses so many rows of a table that it is rather the table than the rows. */
final class TooManyRefused extends SQLException {
  private static final long serialVersionUID = 1;

  TooManyRefused(PlannedTable table, long rows, SQLException reason) {
    super(
        "table "
            + table
            + ": the secondary has refused "
            + rows
            + " rows, the last one because "
            + Failures.text(reason)
            + "; correct the table there",
        reason.getSQLState(),
        reason);
  }
}
