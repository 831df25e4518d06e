package dev.dualwrite.route;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.HookHandler;
import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.capture.CallEnd;
import dev.dualwrite.capture.Capture;
import dev.dualwrite.capture.HostConnection;
import dev.dualwrite.capture.HostStatement;
import dev.dualwrite.capture.OwnedConnection;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;

/**
 * What the hooks call: finds the database that a call goes to, lets the call be made there, and has
 * what is made there captured.
 */
public final class Router implements HookHandler {
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

  private final Migrations migrations;
  private final Capture capture;
  private final Counterparts counterparts;
  private final Opening opening;

  /** Creates the handler of all hooks, before the one that captures. */
  public Router(Migrations migrations, Capture capture) {
    this.migrations = migrations;
    this.capture = capture;
    this.counterparts = new Counterparts(migrations, capture);
    this.opening = new Opening(migrations, counterparts, this::sessionOf);
  }

  @Override
  public Call before(Object target, JdbcMethod method, Object[] arguments) {
    if (!migrations.mayRoute()) {
      return capture.before(target, method, arguments);
    }
    switch (method.role()) {
      case DRIVER:
        return opening
            .by((Driver) target, (String) arguments[0], (Properties) arguments[1])
            .orElseGet(() -> capture.before(target, method, arguments));
      case DATA_SOURCE:
        return opening
            .by((DataSource) target, arguments)
            .orElseGet(() -> capture.before(target, method, arguments));
      case COPY:
        return copy(target, method, arguments);
      case CONNECTION:
        return onConnection((Connection) target, method, arguments);
      case STATEMENT:
      case PREPARED:
        return onStatement((Statement) target, method, arguments);
    }
    throw new AssertionError(method.role());
  }

  private Call onConnection(Connection target, JdbcMethod method, Object[] arguments) {
    boolean ends = method == JdbcMethod.CLOSE || method == JdbcMethod.ABORT;
    if (ends && ((HostState) target).dualwrite$state() == null) {
      return null;
    }
    Optional<Session> found = session(target);
    if (!found.isPresent() || found.get().passes()) {
      return capture.before(target, method, arguments);
    }
    Session session = found.get();
    try {
      if (ends) {
        Method end = JdbcCalls.method(method);
        session.closeIdle(connection -> JdbcCalls.callForUs(connection, end, arguments));
      } else if (method == JdbcMethod.SET_SAVEPOINT || method == JdbcMethod.SET_NAMED_SAVEPOINT) {
        session.begin();
        // Refused in autocommit mode, where it begins nothing.
        session.settle();
      } else {
        session.decide();
      }
      Connection active = session.active().connection();
      if (active != target) {
        return JdbcCalls.delegate(active, JdbcCalls.method(method), arguments);
      }
      return onActive(session, method, arguments);
    } catch (SQLException refused) {
      return Outcome.thrown(refused);
    }
  }

  private Call onActive(Session session, JdbcMethod method, Object[] arguments)
      throws SQLException {
    HostConnection active = session.active();
    Call call = capture.before(active.connection(), method, arguments);
    return SessionSettings.includes(method)
        ? CallEnd.then(
            call, () -> session.settings().made(method, arguments, active.migration().side()))
        : call;
  }

  private Call onStatement(Statement target, JdbcMethod method, Object[] arguments) {
    Optional<RoutedStatement> found = statement(target);
    if (!found.isPresent()) {
      return null;
    }
    RoutedStatement statement = found.get();
    Session session = statement.session();
    if (session.passes()) {
      return capture.before(target, method, arguments);
    }
    try {
      if (EXECUTIONS.contains(method)) {
        return execute(statement, target, method, arguments);
      }
      Statement active = statement.active();
      return active == target
          ? capture.before(target, method, arguments)
          : JdbcCalls.delegate(active, JdbcCalls.method(method), arguments);
    } catch (SQLException refused) {
      return Outcome.thrown(refused);
    }
  }

  private Call execute(
      RoutedStatement statement, Statement target, JdbcMethod method, Object[] arguments)
      throws SQLException {
    Session session = statement.session();
    session.begin();
    Call call = null;
    try {
      statement.follow(session.active(), migrations.phase().now());
      Statement active = statement.active();
      if (active != target) {
        return JdbcCalls.delegate(active, JdbcCalls.method(method), arguments);
      }
      call = capture.before(target, method, arguments);
      return call;
    } finally {
      // Without anything left to do after it, it is a read, or a part of a transaction under way.
      CallEnd.always(call, session::settle);
    }
  }

  /** Rows that are loaded past the statements, on the connection that the loader was made of. */
  private Call copy(Object manager, JdbcMethod method, Object[] arguments) {
    try {
      Connection connection = OwnedConnection.of(manager);
      Optional<Session> session = session(connection);
      if (session.isPresent() && !session.get().passes()) {
        session.get().begin();
        session.get().settle();
        if (session.get().active().connection() != connection) {
          Phase phase = migrations.phase().now();
          throw Refusals.wrongDatabase(phase, phase.primary(), "this loader of rows");
        }
      }
      return capture.before(manager, method, arguments);
    } catch (SQLException refused) {
      return Outcome.thrown(refused);
    }
  }

  @Override
  public Call.Skipped route(Object target, String signature, Object[] arguments) {
    Method method = JdbcCalls.method(target, signature);
    if (target instanceof Connection) {
      return routeConnection((Connection) target, method, arguments);
    }
    HookState state = ((HostState) target).dualwrite$state();
    if (state == null || state.route() == null) {
      return null;
    }
    RoutedStatement statement = (RoutedStatement) state.route();
    if (method.getName().equals("close")) {
      statement.closeOthers();
      return null;
    }
    return statement.active() == target || statement.session().passes()
        ? null
        : JdbcCalls.delegate(statement.active(), method, arguments);
  }

  private Call.Skipped routeConnection(Connection target, Method method, Object[] arguments) {
    Optional<Session> session = session(target);
    if (!session.isPresent() || session.get().passes()) {
      return null;
    }
    try {
      if (!method.getName().equals("isClosed")) {
        session.get().decide();
      }
      Connection active = session.get().active().connection();
      return active == target ? null : JdbcCalls.delegate(active, method, arguments);
    } catch (SQLException refused) {
      return Outcome.thrown(refused);
    }
  }

  private Optional<Session> session(Connection connection) {
    try {
      return capture.host(connection).map(this::sessionOf);
    } catch (SQLException e) {
      throw new IllegalStateException("a connection doesn't tell where it leads", e);
    }
  }

  private Session sessionOf(HostConnection host) {
    Object known = host.route();
    if (known == null) {
      known = new Session(migrations.phase(), counterparts, host);
      host.route(known);
    }
    return (Session) known;
  }

  private Optional<RoutedStatement> statement(Statement statement) {
    try {
      Optional<HostStatement> state = capture.state(statement);
      return state.map(known -> statementOf(statement, known));
    } catch (SQLException e) {
      throw new IllegalStateException("a statement doesn't tell its connection", e);
    }
  }

  private RoutedStatement statementOf(Statement statement, HostStatement state) {
    Object known = state.route();
    if (known == null) {
      known = new RoutedStatement(sessionOf(state.host()), statement, state);
      state.route(known);
    }
    return (RoutedStatement) known;
  }

  @Override
  public Call.Skipped refuse(Object target, Throwable failure) {
    return migrations.mayRoute() && mayBeWrong(target)
        ? Outcome.thrown(Refusals.fault(migrations.phase().now(), failure))
        : null;
  }

  /** Whether a native call could reach another database than the primary; asks nobody. */
  private boolean mayBeWrong(Object target) {
    Side primary = migrations.phase().now().primary();
    HookState state = target instanceof HostState ? ((HostState) target).dualwrite$state() : null;
    HostConnection host = null;
    if (state instanceof HostConnection) {
      host = (HostConnection) state;
    } else if (state instanceof HostStatement) {
      host = ((HostStatement) state).host();
    }
    if (host == null) {
      return primary == Side.NEW;
    }
    Session session = (Session) host.route();
    boolean active = session == null || session.active() == host;
    return !active || (!host.underWay() && host.migration().side() != primary);
  }

  @Override
  public void after(Call call, Object result, Throwable thrown) {
    if (!(call instanceof Outcome)) {
      capture.after(call, result, thrown);
    }
  }

  @Override
  public void failed(Object target, JdbcMethod method, Throwable thrown) {
    capture.failed(target, method, thrown);
  }

  @Override
  public void bound(Object statement, JdbcMethod method, Object[] arguments) {
    capture.bound(statement, method, arguments);
  }

  @Override
  public Object tee(Object statement, JdbcMethod method, Object stream) {
    return capture.tee(statement, method, stream);
  }

  @Override
  public void bug(String where, Throwable failure) {
    capture.bug(where, failure);
  }
}
