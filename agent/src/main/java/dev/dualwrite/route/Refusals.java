package dev.dualwrite.route;

import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.sql.SQLException;

/**
 * What the application is told where a call could only be made on the wrong database: never is one
 * made there instead.
 */
final class Refusals {
  /** A connection could not be had. */
  private static final String STATE = "08001";

  private Refusals() {}

  /** The database in charge gives no connection. */
  static SQLException unreachable(Phase phase, Side side, SQLException cause) {
    return refusal(
        "In phase "
            + phase
            + " the "
            + side.label()
            + " database is the primary, and no connection to it can be had: "
            + cause.getMessage()
            + ". Start it, correct dualwrite."
            + side.label()
            + ".url, .username and .password, or go back to a phase in which the "
            + side.other().label()
            + " database is the primary.",
        cause);
  }

  /** A statement can't be had on the database in charge. */
  static SQLException notMovable(Phase phase, Side side, Throwable cause) {
    return refusal(
        "The phase "
            + phase
            + " made the "
            + side.label()
            + " database the primary, and this statement could not be taken there: "
            + cause.getMessage()
            + ". Prepare it again.",
        cause);
  }

  /** What can be done on one connection only, which leads to the wrong database now. */
  static SQLException wrongDatabase(Phase phase, Side side, String what) {
    return refusal(
        "In phase "
            + phase
            + " the "
            + side.label()
            + " database is the primary, and "
            + what
            + " works on the "
            + side.other().label()
            + " one. Nothing was done.",
        null);
  }

  /** A connection of a distributed transaction. */
  static SQLException distributed(Phase phase) {
    return refusal(
        "In phase "
            + phase
            + " the new database is the primary, and connections for distributed transactions (XA)"
            + " can't be taken there. Nothing was done. Open them with a data source of the new"
            + " database, or go back to a phase in which the old database is the primary.",
        null);
  }

  /** The agent itself has failed. */
  static SQLException fault(Phase phase, Throwable cause) {
    return refusal(
        "Dualwrite failed in phase "
            + phase
            + " and can't tell to which database this call goes, so nothing was done: "
            + cause,
        cause);
  }

  private static SQLException refusal(String reason, Throwable cause) {
    return new SQLException("Dualwrite: " + reason, STATE, cause);
  }
}
