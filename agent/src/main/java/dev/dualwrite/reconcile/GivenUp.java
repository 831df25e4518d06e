package dev.dualwrite.reconcile;

import java.sql.SQLTimeoutException;

/**
 * A call that was given up from here, whatever becomes of it; drivers throw the like for what the
 * server has broken off.
 */
public final class GivenUp extends SQLTimeoutException {
  private static final long serialVersionUID = 1;

  GivenUp(String reason) {
    super(reason, "57014");
  }
}
