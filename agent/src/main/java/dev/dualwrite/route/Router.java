package dev.dualwrite.route;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.HookHandler;
import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.capture.Capture;
import dev.dualwrite.capture.HostConnection;
import dev.dualwrite.capture.HostStatement;
import dev.dualwrite.capture.OwnedConnection;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import javax.sql.CommonDataSource;
import javax.sql.PooledConnection;
import javax.sql.XADataSource;

/**
 * What the hooks call: finds the database that a call goes to, lets the call be made there, and has
 * what is made there captured.
 */
public final class Router implements HookHandler {
  private final Migrations migrations;
  private final Capture capture;
  private final Opening opening;
  private final Distributed distributed;
  private final Sessions sessions;
  private final ConnectionCalls connections;
  private final StatementCalls statements;

  /** Creates the handler of all hooks, before the one that captures. */
  public Router(Migrations migrations, Capture capture) {
    this.migrations = migrations;
    this.capture = capture;
    Counterparts counterparts = new Counterparts(migrations, capture);
    this.sessions = new Sessions(migrations.phase(), counterparts, capture);
    this.distributed = new Distributed(migrations, capture);
    this.opening = new Opening(migrations, counterparts, sessions::of);
    this.connections = new ConnectionCalls(migrations.phase(), sessions, capture);
    this.statements = new StatementCalls(migrations.phase(), sessions, capture);
  }

  @Override
  public Call before(Object target, JdbcMethod method, Object[] arguments) {
    if (!migrations.mayRoute()) {
      return capture.before(target, method, arguments);
    }
    try {
      return routed(target, method, arguments);
    } catch (SQLException refused) {
      return Outcome.thrown(refused);
    }
  }

  private Call routed(Object target, JdbcMethod method, Object[] arguments) throws SQLException {
    switch (method.role()) {
      case DRIVER:
        return opening
            .by((Driver) target, (String) arguments[0], (Properties) arguments[1])
            .orElseGet(() -> capture.before(target, method, arguments));
      case DATA_SOURCE:
      case POOL_DATA_SOURCE:
        return opening
            .by((CommonDataSource) target, method.role(), arguments)
            .orElseGet(() -> capture.before(target, method, arguments));
      case XA_DATA_SOURCE:
        return distributed.opens((XADataSource) target);
      case POOLED_CONNECTION:
        return distributed.handsOut((PooledConnection) target);
      case COPY:
        return copy(target, method, arguments);
      case CONNECTION:
        return connections.before((Connection) target, method, arguments);
      case STATEMENT:
      case PREPARED:
        return statements.before((Statement) target, method, arguments);
      case META_DATA:
        return null;
    }
    throw new AssertionError(method.role());
  }

  /** Rows that are loaded past the statements, on the connection that the loader was made of. */
  private Call copy(Object manager, JdbcMethod method, Object[] arguments) throws SQLException {
    Connection connection = OwnedConnection.of(manager);
    Optional<Session> session = sessions.of(connection);
    if (session.isPresent() && !session.get().passes()) {
      session.get().begin();
      session.get().settle();
      if (session.get().active().connection() != connection) {
        Phase phase = migrations.phase().now();
        throw Refusals.wrongDatabase(phase, phase.primary(), "this loader of rows");
      }
    }
    return capture.before(manager, method, arguments);
  }

  @Override
  public Call.Skipped route(Object target, String signature, Object[] arguments) {
    try {
      if (target instanceof Connection) {
        return connections.route((Connection) target, signature, arguments);
      }
      return target instanceof DatabaseMetaData
          ? connections.route((DatabaseMetaData) target, signature, arguments)
          : statements.route((Statement) target, signature, arguments);
    } catch (SQLException refused) {
      return Outcome.thrown(refused);
    }
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
  public void bound(HookState statement, JdbcMethod method, int index, long number) {
    capture.bound(statement, method, index, number);
  }

  @Override
  public void bound(HookState statement, JdbcMethod method, int index, Object value) {
    capture.bound(statement, method, index, value);
  }

  @Override
  public void bound(HookState statement, JdbcMethod method, Object[] arguments) {
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
