package dev.dualwrite.route;

import dev.dualwrite.capture.Capture;
import dev.dualwrite.capture.HostConnection;
import dev.dualwrite.capture.HostStatement;
import dev.dualwrite.capture.Preparation;
import dev.dualwrite.phase.Phase;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A statement of the application, which goes on with another statement, made on the session's
 * active connection, once that is another one.
 *
 * <p>What prepares its next execution goes to the coming statement at once, so that no parameter
 * has to pass by a database that may be gone; its results stay where it was executed last.
 */
final class RoutedStatement {
  private static final Logger logger = LoggerFactory.getLogger(RoutedStatement.class);

  private static final Set<String> RESULTS =
      Set.of(
          "getResultSet",
          "getUpdateCount",
          "getLargeUpdateCount",
          "getMoreResults",
          "getGeneratedKeys",
          "getWarnings",
          "clearWarnings",
          "wasNull",
          "cancel",
          "isClosed");

  private final Session session;
  private final Capture capture;
  private final Statement handle;
  private final Map<HostConnection, Statement> made = new LinkedHashMap<>();

  /** Executed last, or being executed; read by a thread that cancels. */
  private volatile Statement executed;

  /** To be executed next. */
  private Statement coming;

  private HostStatement state;

  RoutedStatement(Session session, Capture capture, Statement handle, HostStatement state) {
    this.session = session;
    this.capture = capture;
    this.handle = handle;
    this.executed = handle;
    this.coming = handle;
    this.state = state;
    this.made.put(state.host(), handle);
  }

  Session session() {
    return session;
  }

  /** Whether a method asks for what came of the last execution, or ends it. */
  static boolean asksForResults(Method method) {
    // Those of a callable statement that take a parameter's index or name read an OUT parameter.
    return RESULTS.contains(method.getName())
        || (method.getDeclaringClass() == CallableStatement.class
            && method.getName().startsWith("get"));
  }

  /** The statement that has the results of the last execution. */
  Statement executed() {
    return executed;
  }

  /** The statement that is executed next. */
  Statement coming() {
    return coming;
  }

  /** The coming statement is about to be executed. */
  void executes() {
    if (executed != coming) {
      executed = coming;
    }
  }

  /**
   * Prepares the next execution on the given connection.
   *
   * @throws SQLException when it can't be done there
   */
  void follow(HostConnection host, Phase phase) throws SQLException {
    if (state.host() == host) {
      return;
    }
    try {
      if (!executed.isClosed()) {
        move(host);
      }
    } catch (SQLException e) {
      throw Refusals.notMovable(phase, phase.primary(), e);
    }
  }

  private void move(HostConnection host) throws SQLException {
    Statement next = made.get(host);
    if (next == null) {
      next = make(host.connection());
      made.put(host, next);
    }
    HostStatement theirs =
        capture
            .state(next)
            .orElseThrow(() -> new SQLException("its class isn't that of a known driver"));
    copySettings(coming, next);
    state.moves();
    state.moveTo(next, theirs);
    state = theirs;
    coming = next;
  }

  private Statement make(Connection connection) throws SQLException {
    if (state.preparation().isPresent()) {
      Preparation preparation = state.preparation().get();
      return (Statement)
          JdbcCalls.callForUs(
              connection, JdbcCalls.method(preparation.method()), preparation.arguments());
    }
    return connection.createStatement(
        coming.getResultSetType(),
        coming.getResultSetConcurrency(),
        coming.getResultSetHoldability());
  }

  private static void copySettings(Statement from, Statement to) throws SQLException {
    to.setMaxRows(from.getMaxRows());
    to.setMaxFieldSize(from.getMaxFieldSize());
    to.setQueryTimeout(from.getQueryTimeout());
    to.setFetchDirection(from.getFetchDirection());
    to.setFetchSize(from.getFetchSize());
    to.setPoolable(from.isPoolable());
    if (from.isCloseOnCompletion()) {
      to.closeOnCompletion();
    }
  }

  /** Closes all statements but the one that the application holds. */
  void closeOthers() {
    for (Statement each : made.values()) {
      if (each != handle) {
        try {
          each.close();
        } catch (SQLException e) {
          logger.debug("A statement could not be closed", e);
        }
      }
    }
  }
}
