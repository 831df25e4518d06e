package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.JdbcMethod;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Executes a text of a plain statement in the application's place, asking for the keys that its
 * plan needs.
 */
final class PlainWithKeys {
  private PlainWithKeys() {}

  static Call execute(
      CallEnd end, Statement statement, JdbcMethod method, String sql, String[] columns) {
    try {
      return end.insteadOfNative(call(statement, method, sql, columns), null);
    } catch (Throwable failure) {
      // Of whatever kind: it is the native call's own.
      return end.insteadOfNative(null, failure);
    }
  }

  private static Object call(Statement statement, JdbcMethod method, String sql, String[] columns)
      throws SQLException {
    switch (method.shape()) {
      case BOOLEAN:
        return statement.execute(sql, columns);
      case INT:
        return statement.executeUpdate(sql, columns);
      case LONG:
        return statement.executeLargeUpdate(sql, columns);
      default:
        throw new IllegalArgumentException(method + " can't ask for keys");
    }
  }
}
