package dev.dualwrite.capture;

import dev.dualwrite.dialect.SessionState;
import dev.dualwrite.migration.Migration;
import dev.dualwrite.mirror.TwinTask;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.Secondary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a host session changes what its statements mean, and carries that over to its twins.
 *
 * <p>It asks nothing of a session that changed nothing: a question would begin a transaction in
 * which the application may no longer set its isolation (PostgreSQL).
 */
final class SessionCarrier {
  private static final Logger logger = LoggerFactory.getLogger(SessionCarrier.class);

  private final Connection connection;
  private final Migration migration;
  private boolean changed;
  private boolean changedInTransaction;
  private Optional<SessionState> state = Optional.empty();
  private Optional<Namespace> namespace = Optional.empty();

  SessionCarrier(Connection connection, Migration migration) {
    this.connection = connection;
    this.migration = migration;
  }

  /** The application changed the session, by a statement or a setter. */
  void changed() {
    changed = true;
    changedInTransaction = true;
    forget();
  }

  boolean isChanged() {
    return changed;
  }

  /** A transaction ended, and with a rollback some vendors undo what it changed of the session. */
  void transactionEnded() {
    if (changedInTransaction) {
      changedInTransaction = false;
      forget();
    }
  }

  private void forget() {
    state = Optional.empty();
    namespace = Optional.empty();
  }

  /**
   * Where the session looks for unqualified names; unknown as long as it is where it was at the
   * start.
   */
  Namespace namespace() {
    if (!changed) {
      return Namespace.unknown();
    }
    if (!namespace.isPresent()) {
      try {
        namespace = Optional.of(Namespace.of(connection.getCatalog(), connection.getSchema()));
      } catch (SQLException e) {
        logger.debug("The session's schema can't be read now", e);
        return Namespace.unknown();
      }
    }
    return namespace.get();
  }

  /** The task that gives a fresh twin the state of this session. */
  TwinTask<Void> setup() {
    if (!changed) {
      return twin -> null;
    }
    Optional<SessionState> hostNow = readState();
    return twin -> {
      SessionState now =
          hostNow.orElseThrow(
              () -> new SQLException("the host session's state could not be read", "58000"));
      Secondary secondary = migration.mirror().secondary();
      SessionState there = now.inPlaces(secondary::schema);
      twin.take(secondary.dialect(), migration.sessionAtStart(), there);
      return null;
    };
  }

  private Optional<SessionState> readState() {
    if (!state.isPresent()) {
      try {
        state = Optional.of(migration.dialect().readSession(connection));
      } catch (SQLException e) {
        logger.debug("The session's state can't be read now", e);
      }
    }
    return state;
  }
}
