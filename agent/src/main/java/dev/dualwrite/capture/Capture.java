package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.HookHandler;
import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.migration.Migration;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.operations.Audit;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the hooks call: finds the state of the object that was called, and hands the call to who
 * understands it.
 */
public final class Capture implements HookHandler {
  private static final Logger logger = LoggerFactory.getLogger(Capture.class);

  private final HostConnections hosts;
  private final ValueCopies copies;
  private final SilentPrimary silence = new SilentPrimary();

  /** Creates the handler of all hooks. */
  public Capture(Migrations migrations, Audit audit, long streamMemory, long streamMax) {
    this.hosts = new HostConnections(migrations, audit);
    this.copies = new ValueCopies(streamMemory, streamMax);
  }

  /**
   * Returns what is known of a connection, if it leads to the application's database.
   *
   * @throws SQLException when the connection doesn't tell its URL
   */
  public Optional<HostConnection> host(Connection connection) throws SQLException {
    return hosts.of(connection);
  }

  /** Follows a connection that was opened for the application. */
  public HostConnection follow(HostState connection, Migration migration) {
    return hosts.follow(connection, migration);
  }

  @Override
  public Call before(Object target, JdbcMethod method, Object[] arguments) {
    try {
      switch (method.role()) {
        case DRIVER:
          return hosts.matches((String) arguments[0])
              ? opened(
                  connection ->
                      hosts.openedBy(
                          (Driver) target,
                          (String) arguments[0],
                          (Properties) arguments[1],
                          connection))
              : null;
        case DATA_SOURCE:
          return opened(connection -> hosts.openedBy((DataSource) target, arguments, connection));
        case POOL_DATA_SOURCE:
        case XA_DATA_SOURCE:
        case POOLED_CONNECTION:
        case META_DATA:
          return null;
        case COPY:
          return method.writesNoRows() ? null : copy(target, (String) arguments[0]);
        case CONNECTION:
          return onConnection((Connection) target, method, arguments);
        case STATEMENT:
        case PREPARED:
          return onStatement((Statement) target, method, arguments);
      }
      throw new AssertionError(method.role());
    } catch (SQLException e) {
      if (!silence.explains(target, method, e)) {
        bug(method.name(), e);
      }
      return null;
    }
  }

  /** Rows that are loaded past the statements; they are told, once they are on the primary. */
  private Call copy(Object manager, String sql) throws SQLException {
    Optional<HostConnection> host = hosts.of(OwnedConnection.of(manager));
    CallEnd end =
        (call, result, thrown) -> {
          if (thrown == null) {
            host.get().audit(host.get().plan(sql));
          }
          if (thrown == null && host.get().phase().mirrors()) {
            host.get()
                .migration()
                .unmirrored(
                    host.get().phase(),
                    sql,
                    "rows loaded by the driver's own COPY interface aren't mirrored");
          }
        };
    return host.isPresent() ? end.afterNative() : null;
  }

  /** What is to be done with a connection that the application has opened. */
  private interface Opened {
    void by(Connection connection) throws SQLException;
  }

  private Call opened(Opened action) {
    CallEnd end =
        (call, result, thrown) -> {
          if (result instanceof Connection) {
            try {
              action.by((Connection) result);
            } catch (SQLException e) {
              bug("a new connection", e);
            }
          }
        };
    return end.afterNative();
  }

  private Call onConnection(Connection connection, JdbcMethod method, Object[] arguments)
      throws SQLException {
    boolean ends = method == JdbcMethod.CLOSE || method == JdbcMethod.ABORT;
    if (ends && ((HostState) connection).dualwrite$state() == null) {
      // Never used, or closed before: it may not even tell its URL any more.
      return null;
    }
    Optional<HostConnection> host = hosts.of(connection);
    if (!host.isPresent()) {
      return null;
    }
    switch (method) {
      case PREPARE:
      case PREPARE_WITH_KEYS:
      case PREPARE_WITH_KEY_INDEXES:
      case PREPARE_WITH_KEY_NAMES:
      case PREPARE_SCROLLABLE:
      case PREPARE_HOLDABLE:
      case PREPARE_CALL:
      case PREPARE_CALL_SCROLLABLE:
      case PREPARE_CALL_HOLDABLE:
        return PrepareCapture.before(host.get(), method, arguments);
      case SET_SCHEMA:
      case SET_CATALOG:
        return sessionChange(host.get());
      case SET_ISOLATION:
      case SET_READ_ONLY:
      case SET_HOLDABILITY:
      case SET_TYPE_MAP:
      case SET_CLIENT_INFO:
      case SET_ALL_CLIENT_INFO:
      case SET_NETWORK_TIMEOUT:
        return null;
      default:
        return TransactionCapture.before(host.get(), method, arguments);
    }
  }

  private static Call sessionChange(HostConnection host) {
    CallEnd end =
        (call, result, thrown) -> {
          if (thrown == null) {
            host.sessionChanged();
          }
        };
    return end.afterNative();
  }

  private Call onStatement(Statement statement, JdbcMethod method, Object[] arguments)
      throws SQLException {
    Optional<HostStatement> state = state(statement);
    return state.isPresent()
        ? StatementCapture.before(state.get(), statement, method, arguments)
        : null;
  }

  /** A statement is first seen when it is prepared, or, of a plain one, when it is executed. */
  public Optional<HostStatement> state(Statement statement) throws SQLException {
    HookState known = ((HostState) statement).dualwrite$state();
    if (known instanceof HostStatement) {
      return Optional.of((HostStatement) known);
    }
    Connection connection = statement.getConnection();
    Optional<HostConnection> host = hosts.of(connection);
    HookState state = host.isPresent() ? HostStatement.plain(host.get()) : HookState.IGNORED;
    ((HostState) statement).dualwrite$state(state);
    return host.map(present -> (HostStatement) state);
  }

  @Override
  public Call.Skipped route(Object target, String method, Object[] arguments) {
    return null;
  }

  @Override
  public Call.Skipped refuse(Object target, Throwable failure) {
    return null;
  }

  @Override
  public void after(Call call, Object result, Throwable thrown) {
    ((CallEnd.Ending) call).end().after(call, result, thrown);
  }

  @Override
  public void failed(Object target, JdbcMethod method, Throwable thrown) {
    if (!(target instanceof Statement)) {
      return;
    }
    try {
      // A prepared read has no state of its own; its failure may have ended the transaction all the
      // same.
      hosts
          .of(((Statement) target).getConnection())
          .ifPresent(host -> TransactionCapture.noticeFailure(host, thrown));
    } catch (SQLException e) {
      logger.debug("A statement that failed doesn't tell its connection", e);
    }
  }

  @Override
  public void bound(Object statement, JdbcMethod method, Object[] arguments) {
    HookState state = ((HostState) statement).dualwrite$state();
    if (!(state instanceof HostStatement)) {
      return;
    }
    HostStatement host = (HostStatement) state;
    if (host.isReadThatStays()) {
      host.forgetParameters();
      return;
    }
    if (method.registersOutParameter()) {
      host.outParameters().registered(method, arguments);
      return;
    }
    try {
      host.binds().put((Integer) arguments[0], Binding.of(method, arguments, copies));
    } catch (SQLException e) {
      host.cannotRecord("parameter " + arguments[0] + " could not be copied: " + e.getMessage());
    }
  }

  @Override
  public Object tee(Object statement, JdbcMethod method, Object stream) {
    return copies.tee(stream);
  }

  @Override
  public void bug(String where, Throwable failure) {
    logger.error(
        "Dualwrite failed in {}; the application's call is not affected, its write may not be mirrored",
        where,
        failure);
  }
}
