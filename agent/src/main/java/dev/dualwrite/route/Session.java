package dev.dualwrite.route;

import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.capture.HostConnection;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the application takes for its connection: a connection to each of the two databases, as far
 * as they were needed, of which the phase makes one the active one whenever a transaction begins.
 *
 * <p>The application may hold either of them: what is called on the one is done on the active one.
 */
final class Session {
  private static final Logger logger = LoggerFactory.getLogger(Session.class);
  private static final int VALID_SECONDS = 1;

  private final CurrentPhase phase;
  private final Counterparts counterparts;
  private final Connection handle;
  private final Map<Side, HostConnection> ends = new EnumMap<>(Side.class);
  private final SessionSettings settings;

  /** Read by a thread that cancels or aborts. */
  private volatile HostConnection active;

  private boolean moving;
  private volatile boolean closed;

  Session(CurrentPhase phase, Counterparts counterparts, HostConnection handle)
      throws SQLException {
    this.phase = phase;
    this.counterparts = counterparts;
    this.handle = handle.connection();
    this.active = handle;
    this.ends.put(handle.migration().side(), handle);
    this.settings = new SessionSettings(this.handle.getAutoCommit());
  }

  /** The connection that calls are made on now. */
  HostConnection active() {
    return active;
  }

  SessionSettings settings() {
    return settings;
  }

  /** Whether calls reach the connection that they are made on, whatever the phase says. */
  boolean passes() {
    return moving || closed;
  }

  /**
   * Gives the transaction that would begin now its phase and its database; one under way keeps
   * both.
   *
   * @throws SQLException when that database can't be had; nothing is to be done elsewhere
   */
  void decide() throws SQLException {
    if (active.underWay()) {
      return;
    }
    Phase now = phase.now();
    if (now.primary() != active.migration().side()) {
      move(now);
    }
    active.decide(now);
  }

  private void move(Phase now) throws SQLException {
    JdbcHooks.beginRouting();
    moving = true;
    try {
      HostConnection next = end(now);
      endSilently(active.connection());
      take(next, now);
      active = next;
    } finally {
      moving = false;
    }
  }

  private HostConnection end(Phase now) throws SQLException {
    Side side = now.primary();
    HostConnection known = ends.get(side);
    if (known != null && known.connection().isValid(VALID_SECONDS)) {
      return known;
    }
    if (known != null) {
      // It was idle while the other one was active, and its server may have been restarted.
      settings.forget(side);
      discard(known);
    }
    HostConnection opened = counterparts.open(active.migration(), now);
    opened.route(this);
    ends.put(side, opened);
    return opened;
  }

  private void take(HostConnection next, Phase now) throws SQLException {
    Connection connection = next.connection();
    try {
      if (!connection.getAutoCommit()) {
        // Some drivers make a setting in the transaction, which may be rolled back (pgjdbc 42.7).
        connection.setAutoCommit(true);
      }
      settings.bring(connection, next.migration().side());
      active.carrySessionTo(next);
      connection.setAutoCommit(settings.autocommit());
    } catch (SQLException e) {
      throw Refusals.unreachable(now, next.migration().side(), e);
    }
  }

  /** What the driver or we have asked on an idle connection may have begun a transaction. */
  private static void endSilently(Connection connection) {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      logger.debug("A connection that isn't used any more is broken", e);
    }
  }

  private void discard(HostConnection end) {
    end.closed();
    if (end.connection() != handle) {
      closeSilently(end.connection());
    }
  }

  /** Closes all connections but the given one, and the other calls of this session reach no more. */
  void close(Connection last) throws SQLException {
    closed = true;
    Connection current = active.connection();
    for (HostConnection end : ends.values()) {
      if (end.connection() != last && end.connection() != current) {
        closeAsApplication(end.connection(), true);
      }
    }
    if (handle != last && handle != current) {
      closeAsApplication(handle, true);
    }
    if (current != last) {
      closeAsApplication(current, false);
    }
  }

  private static void closeAsApplication(Connection connection, boolean silently)
      throws SQLException {
    try {
      JdbcCalls.callForUs(connection, JdbcCalls.method(connection, "close()"), new Object[0]);
    } catch (SQLException e) {
      if (!silently) {
        throw e;
      }
      logger.debug("A connection that isn't used any more could not be closed", e);
    }
  }

  private static void closeSilently(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      logger.debug("A connection that is broken could not be closed", e);
    }
  }
}
