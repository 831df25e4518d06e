package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.StatementKind;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Follows the preparation of statements, and asks the driver for the keys that their plans need.
 */
final class PrepareCapture {
  private PrepareCapture() {}

  static Call before(HostConnection host, JdbcMethod method, Object[] arguments) {
    String sql = (String) arguments[0];
    if (sql == null) {
      return null;
    }
    Plan plan = host.plan(sql);
    Preparation preparation = new Preparation(method, arguments, plan.kind() == StatementKind.READ);
    if (preparation.isRead() && !host.migration().hasMirror()) {
      return attach(HookState.IGNORED).afterNative();
    }
    KeyQuestion question = KeyQuestion.of(method, arguments, plan, host);
    if (!question.asksMore()) {
      return attach(HostStatement.prepared(host, preparation, question.asWritten())).afterNative();
    }
    try {
      PreparedStatement statement = host.connection().prepareStatement(sql, question.columnNames());
      return attach(HostStatement.prepared(host, preparation, question.extended()))
          .insteadOfNative(statement, null);
    } catch (SQLException refused) {
      // The driver doesn't take the key columns' names: what the application wrote is prepared, and
      // its rows' keys stay unknown.
      return attach(HostStatement.prepared(host, preparation, question.asWritten())).afterNative();
    }
  }

  private static CallEnd attach(HookState state) {
    return (call, result, thrown) -> {
      if (thrown == null && result instanceof HostState) {
        ((HostState) result).dualwrite$state(state);
      }
    };
  }
}
