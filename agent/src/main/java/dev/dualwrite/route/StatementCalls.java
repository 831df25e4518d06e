package dev.dualwrite.route;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.capture.CallEnd;
import dev.dualwrite.capture.Capture;
import dev.dualwrite.phase.CurrentPhase;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Sends calls of statements to the statement that is executed on the database in charge. */
final class StatementCalls {
  private static final Set<JdbcMethod> EXECUTIONS =
      EnumSet.range(JdbcMethod.EXECUTE_QUERY, JdbcMethod.EXECUTE_LARGE_UPDATE_WITH_KEY_NAMES);

  static {
    EXECUTIONS.addAll(
        EnumSet.of(
            JdbcMethod.EXECUTE_BATCH,
            JdbcMethod.EXECUTE_LARGE_BATCH,
            JdbcMethod.EXECUTE_PREPARED_QUERY,
            JdbcMethod.EXECUTE_PREPARED,
            JdbcMethod.EXECUTE_PREPARED_UPDATE,
            JdbcMethod.EXECUTE_PREPARED_LARGE_UPDATE));
  }

  /** Those that ask for what came of the last execution. */
  private static final Set<JdbcMethod> RESULTS =
      EnumSet.of(
          JdbcMethod.GET_WARNINGS,
          JdbcMethod.CLEAR_WARNINGS,
          JdbcMethod.GET_GENERATED_KEYS,
          JdbcMethod.GET_RESULT_SET);

  private final CurrentPhase phase;
  private final Sessions sessions;
  private final Capture capture;

  StatementCalls(CurrentPhase phase, Sessions sessions, Capture capture) {
    this.phase = phase;
    this.sessions = sessions;
    this.capture = capture;
  }

  /** Before a hooked method. */
  Call before(Statement target, JdbcMethod method, Object[] arguments) throws SQLException {
    Optional<RoutedStatement> found = sessions.of(target);
    if (!found.isPresent()) {
      return null;
    }
    RoutedStatement statement = found.get();
    if (statement.session().passes()) {
      return capture.before(target, method, arguments);
    }
    if (RESULTS.contains(method)) {
      return onThat(statement.executed(), target, method, arguments);
    }
    if (EXECUTIONS.contains(method)) {
      return execute(statement, target, method, arguments);
    }
    prepare(statement);
    return onThat(statement.coming(), target, method, arguments);
  }

  private Call execute(
      RoutedStatement statement, Statement target, JdbcMethod method, Object[] arguments)
      throws SQLException {
    Session session = statement.session();
    boolean endsDistributed = endsDistributed(session, arguments);
    if (!endsDistributed) {
      session.begin();
    }
    Call call = null;
    try {
      if (!endsDistributed) {
        statement.follow(session.active(), phase.now());
      }
      statement.executes();
      call = onThat(statement.coming(), target, method, arguments);
      return call;
    } finally {
      settle(session, call);
    }
  }

  private static void settle(Session session, Call call) {
    if (call == null) {
      // Nothing is left to do after it: it is a read, or a part of a transaction under way.
      session.settle();
    } else {
      CallEnd.always(call, session::settle);
    }
  }

  private static boolean endsDistributed(Session session, Object[] arguments) {
    return session.stays()
        && arguments != null
        && arguments.length > 0
        && session.active().onlyConcernsTransaction((String) arguments[0]);
  }

  /** Has the next execution on the database that is the primary now. */
  private void prepare(RoutedStatement statement) throws SQLException {
    Session session = statement.session();
    if (!session.stays()) {
      session.decide();
    }
    statement.follow(session.active(), phase.now());
  }

  private Call onThat(Statement that, Statement target, JdbcMethod method, Object[] arguments) {
    return that == target
        ? capture.before(target, method, arguments)
        : JdbcCalls.delegate(that, JdbcCalls.method(method), arguments);
  }

  /** Before any other method. */
  Call.Skipped route(Statement target, String signature, Object[] arguments) throws SQLException {
    HookState state = ((HostState) target).dualwrite$state();
    if (state == null || state.route() == null) {
      return null;
    }
    RoutedStatement statement = (RoutedStatement) state.route();
    Method method = JdbcCalls.method(target, signature).get();
    if (method.getName().equals("close")) {
      statement.closeOthers();
      return null;
    }
    if (statement.session().passes()) {
      return null;
    }
    boolean results = RoutedStatement.asksForResults(method);
    if (!results) {
      prepare(statement);
    }
    Statement that = results ? statement.executed() : statement.coming();
    return that == target ? null : JdbcCalls.delegate(that, method, arguments);
  }
}
