package dev.dualwrite.route;

import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.sql.SQLException;

/** The classes of the driver of the database in charge aren't instrumented. */
final class UnknownDriverException extends SQLException {
  private static final long serialVersionUID = 1L;

  UnknownDriverException(Phase phase, Side side, String className) {
    super(
        "Dualwrite: in phase "
            + phase
            + " the "
            + side.label()
            + " database is the primary, and the classes of its driver ("
            + className
            + ") aren't known. Name them in dualwrite.drivers.include.",
        "08001");
  }
}
