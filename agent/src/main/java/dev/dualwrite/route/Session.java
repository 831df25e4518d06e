package dev.dualwrite.route;

import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.capture.HostConnection;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.phase.Passage;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
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
  private final Passage passage;
  private final Counterparts counterparts;
  private final Connection handle;
  private final Map<Side, HostConnection> ends = new EnumMap<>(Side.class);
  private final SessionSettings settings;

  /** Read by a thread that cancels or aborts. */
  private volatile HostConnection active;

  private boolean moving;
  private volatile boolean closed;

  Session(CurrentPhase phase, Counterparts counterparts, HostConnection handle) {
    this.phase = phase;
    this.passage = phase.passage();
    this.counterparts = counterparts;
    this.handle = handle.connection();
    this.active = handle;
    handle.goesThrough(passage);
    this.ends.put(handle.migration().side(), handle);
    this.settings = new SessionSettings(autocommits(this.handle));
  }

  private static boolean autocommits(Connection fresh) {
    try {
      return fresh.getAutoCommit();
    } catch (SQLException broken) {
      // As every connection does at first; whoever switches it off passes by here.
      return true;
    }
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

  /** Whether it may take part in distributed transactions, and so stays where it is. */
  boolean stays() {
    return active.distributed();
  }

  /**
   * Begins a transaction with what is executed next, unless one is under way; waits while the phase
   * is being changed.
   *
   * @throws SQLException when the database that it goes to can't be had
   */
  void begin() throws SQLException {
    passage.enter();
    boolean begun = false;
    try {
      decide();
      active.executes();
      begun = true;
    } finally {
      if (!begun) {
        settle();
      }
    }
  }

  /** What was executed has begun no transaction, or none is under way any more. */
  void settle() {
    if (!active.underWay()) {
      passage.leave();
    }
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
      if (stays()) {
        throw Refusals.distributed(now);
      }
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
      active.rests();
      active = next;
    } finally {
      moving = false;
    }
  }

  private HostConnection end(Phase now) throws SQLException {
    Side side = now.primary();
    HostConnection known = ends.get(side);
    if (known != null && isValid(known.connection())) {
      return known;
    }
    if (known != null) {
      // It was idle while the other one was active, and its server may have been restarted.
      settings.forget(side);
      discard(known);
    }
    HostConnection opened = counterparts.open(active.migration(), now);
    opened.route(this);
    opened.goesThrough(passage);
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

  private static boolean isValid(Connection connection) {
    try {
      return connection.isValid(VALID_SECONDS);
    } catch (SQLException broken) {
      return false;
    }
  }

  /**
   * Closes all connections but the active one, whose close is the application's.
   *
   * @param end closes a connection as the application would
   */
  void closeIdle(Ending end) {
    closed = true;
    for (Connection connection : connections()) {
      if (connection != active.connection()) {
        try {
          end.of(connection);
        } catch (SQLException e) {
          logger.debug("A connection that isn't used any more could not be closed", e);
        }
      }
    }
  }

  private Set<Connection> connections() {
    Set<Connection> connections = Collections.newSetFromMap(new IdentityHashMap<>());
    connections.add(handle);
    ends.values().forEach(end -> connections.add(end.connection()));
    return connections;
  }

  /** How a connection is closed or aborted. */
  interface Ending {
    void of(Connection connection) throws SQLException;
  }

  private static void closeSilently(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      logger.debug("A connection that is broken could not be closed", e);
    }
  }
}
