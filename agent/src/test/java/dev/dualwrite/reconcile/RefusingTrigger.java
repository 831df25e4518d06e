package dev.dualwrite.reconcile;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** A trigger of H2 that refuses the row 2 for a reason of its own. */
public final class RefusingTrigger implements Trigger {

  @Override
  public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
    if (Integer.valueOf(2).equals(after[0])) {
      throw new SQLException("the trigger doesn't like it", "45000");
    }
  }
}
