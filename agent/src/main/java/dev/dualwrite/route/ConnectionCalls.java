package dev.dualwrite.route;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.capture.CallEnd;
import dev.dualwrite.capture.Capture;
import dev.dualwrite.capture.HostConnection;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.phase.Phase;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Sends calls of connections, and of what tells of their databases, where they are to go. */
final class ConnectionCalls {
  /**
   * A driver's own, which it also calls itself to read large objects: those of one database are
   * nothing to the other (pgjdbc 42.7).
   */
  private static final Set<String> OF_ONE_DATABASE = Set.of("getLargeObjectAPI", "getFastpathAPI");

  private final CurrentPhase phase;
  private final Sessions sessions;
  private final Capture capture;

  ConnectionCalls(CurrentPhase phase, Sessions sessions, Capture capture) {
    this.phase = phase;
    this.sessions = sessions;
    this.capture = capture;
  }

  /** Before a hooked method. */
  Call before(Connection target, JdbcMethod method, Object[] arguments) throws SQLException {
    boolean ends = method == JdbcMethod.CLOSE || method == JdbcMethod.ABORT;
    if (ends && ((HostState) target).dualwrite$state() == null) {
      return null;
    }
    Optional<Session> found = sessions.of(target);
    if (!found.isPresent() || found.get().passes()) {
      return capture.before(target, method, arguments);
    }
    Session session = found.get();
    if (ends) {
      Method end = JdbcCalls.method(method);
      session.closeIdle(connection -> JdbcCalls.callForUs(connection, end, arguments));
    } else if (method == JdbcMethod.SET_SAVEPOINT || method == JdbcMethod.SET_NAMED_SAVEPOINT) {
      session.begin();
      // Refused in autocommit mode, where it begins nothing.
      session.settle();
    } else if (!session.stays() || method.prepares()) {
      session.decide();
    }
    Connection active = session.active().connection();
    return active == target
        ? onActive(session, method, arguments)
        : JdbcCalls.delegate(active, JdbcCalls.method(method), arguments);
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

  /** Before any other method. */
  Call.Skipped route(Connection target, String signature, Object[] arguments) throws SQLException {
    Optional<Method> method = JdbcCalls.method(target, signature);
    if (!method.isPresent() && ((HostState) target).dualwrite$state() == null) {
      // The driver's own, which a connection calls while it is being opened (addDataType, pgjdbc).
      return null;
    }
    Optional<Session> session = sessions.of(target);
    if (!session.isPresent() || session.get().passes()) {
      return null;
    }
    String name = JdbcCalls.name(signature);
    if (!name.equals("isClosed") && (!session.get().stays() || name.equals("getMetaData"))) {
      session.get().decide();
    }
    Connection active = session.get().active().connection();
    if (active == target) {
      return null;
    }
    return method.isPresent()
        ? JdbcCalls.delegate(active, method.get(), arguments)
        : driversOwn(target, active, signature, arguments);
  }

  private Outcome driversOwn(
      Connection target, Connection active, String signature, Object[] arguments)
      throws SQLException {
    String name = JdbcCalls.name(signature);
    Phase now = phase.now();
    if (active.getClass() != target.getClass() || OF_ONE_DATABASE.contains(name)) {
      throw Refusals.wrongDatabase(
          now,
          now.primary(),
          name + " of this " + target.getClass().getName() + "; unwrap the connection once more");
    }
    return JdbcCalls.delegate(active, JdbcCalls.ofDriver(active, signature), arguments);
  }

  /** Before a method of what tells of a database: it is the one of the primary that tells. */
  Call.Skipped route(DatabaseMetaData target, String signature, Object[] arguments)
      throws SQLException {
    Connection connection = target.getConnection();
    Optional<Session> session = sessions.of(connection);
    if (!session.isPresent() || session.get().passes()) {
      return null;
    }
    session.get().decide();
    Connection active = session.get().active().connection();
    return active == connection
        ? null
        : JdbcCalls.delegate(
            active.getMetaData(), JdbcCalls.method(target, signature).get(), arguments);
  }
}
