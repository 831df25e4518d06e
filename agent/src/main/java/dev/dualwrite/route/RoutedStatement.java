package dev.dualwrite.route;

import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.capture.HostConnection;
import dev.dualwrite.capture.HostStatement;
import dev.dualwrite.capture.Preparation;
import dev.dualwrite.phase.Phase;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A statement of the application, which goes on with another statement, made on the session's
 * active connection, whenever it is executed there for the first time.
 *
 * <p>Between two executions it stays where it is, since its results and parameters are there.
 */
final class RoutedStatement {
  private static final Logger logger = LoggerFactory.getLogger(RoutedStatement.class);

  private final Session session;
  private final Statement handle;
  private final Map<HostConnection, Statement> made = new LinkedHashMap<>();

  /** Read by a thread that cancels. */
  private volatile Statement active;

  private HostStatement state;

  RoutedStatement(Session session, Statement handle, HostStatement state) {
    this.session = session;
    this.handle = handle;
    this.active = handle;
    this.state = state;
    this.made.put(state.host(), handle);
  }

  Session session() {
    return session;
  }

  /** The statement that calls are made on now. */
  Statement active() {
    return active;
  }

  /**
   * Goes on with a statement of the given connection.
   *
   * @throws SQLException when it can't
   */
  void follow(HostConnection host, Phase phase) throws SQLException {
    if (state.host() == host) {
      return;
    }
    try {
      if (!active.isClosed()) {
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
    copySettings(active, next);
    state.moveTo(next);
    state = (HostStatement) ((HostState) next).dualwrite$state();
    active = next;
  }

  private Statement make(Connection connection) throws SQLException {
    if (handle instanceof CallableStatement) {
      throw new SQLException("its OUT parameters aren't known");
    }
    if (state.preparation().isPresent()) {
      Preparation preparation = state.preparation().get();
      return (Statement)
          JdbcCalls.callForUs(
              connection, JdbcCalls.method(preparation.method()), preparation.arguments());
    }
    return connection.createStatement(
        active.getResultSetType(),
        active.getResultSetConcurrency(),
        active.getResultSetHoldability());
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
