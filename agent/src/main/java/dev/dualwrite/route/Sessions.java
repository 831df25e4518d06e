package dev.dualwrite.route;

import dev.dualwrite.capture.Capture;
import dev.dualwrite.capture.HostConnection;
import dev.dualwrite.capture.HostStatement;
import dev.dualwrite.phase.CurrentPhase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Finds the session that a connection or a statement of the application is part of. */
final class Sessions {
  private final CurrentPhase phase;
  private final Counterparts counterparts;
  private final Capture capture;

  Sessions(CurrentPhase phase, Counterparts counterparts, Capture capture) {
    this.phase = phase;
    this.counterparts = counterparts;
    this.capture = capture;
  }

  /** Empty when the connection leads to a database that is none of our business. */
  Optional<Session> of(Connection connection) {
    try {
      return capture.host(connection).map(this::of);
    } catch (SQLException e) {
      throw new IllegalStateException("a connection doesn't tell where it leads", e);
    }
  }

  /** The session of a connection, which begins now if it hasn't one. */
  Session of(HostConnection host) {
    Object known = host.route();
    if (known == null) {
      known = new Session(phase, counterparts, host);
      host.route(known);
    }
    return (Session) known;
  }

  /** Empty when the statement's connection leads to a database that is none of our business. */
  Optional<RoutedStatement> of(Statement statement) {
    try {
      Optional<HostStatement> state = capture.state(statement);
      return state.map(known -> of(statement, known));
    } catch (SQLException e) {
      throw new IllegalStateException("a statement doesn't tell its connection", e);
    }
  }

  private RoutedStatement of(Statement statement, HostStatement state) {
    Object known = state.route();
    if (known == null) {
      known = new RoutedStatement(of(state.host()), capture, statement, state);
      state.route(known);
    }
    return (RoutedStatement) known;
  }
}
