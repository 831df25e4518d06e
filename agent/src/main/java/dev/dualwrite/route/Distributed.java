package dev.dualwrite.route;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.capture.CallEnd;
import dev.dualwrite.capture.Capture;
import dev.dualwrite.capture.HostConnection;
import dev.dualwrite.capture.OwnedConnection;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections for distributed transactions: they stay with the old database, since a transaction
 * manager may have branches there that are prepared, and what it works with isn't routed.
 */
final class Distributed {
  private static final Logger logger = LoggerFactory.getLogger(Distributed.class);

  private final Migrations migrations;
  private final Capture capture;

  Distributed(Migrations migrations, Capture capture) {
    this.migrations = migrations;
    this.capture = capture;
  }

  /**
   * Before such a connection is opened.
   *
   * @throws SQLException when it would lead to the old database, and the new one is the primary
   */
  Call opens(XADataSource source) throws SQLException {
    Phase phase = migrations.phase().now();
    if (phase.primary() == Side.NEW
        && SourceUrl.of(source).filter(migrations::matches).isPresent()) {
      throw Refusals.distributed(phase);
    }
    CallEnd end =
        (call, result, thrown) -> {
          if (result instanceof XAConnection) {
            opened(call, (XAConnection) result);
          }
        };
    return end.afterNative();
  }

  /** Before a handle of a pooled connection is handed out, which may be one of its own. */
  Call handsOut(PooledConnection pooled) {
    if (!isDistributed(pooled)) {
      return null;
    }
    CallEnd end =
        (call, result, thrown) -> {
          if (result instanceof Connection) {
            handedOut((Connection) result);
          }
        };
    return end.afterNative();
  }

  private boolean isDistributed(PooledConnection pooled) {
    try {
      return capture
          .host(OwnedConnection.of(pooled))
          .filter(HostConnection::distributed)
          .isPresent();
    } catch (SQLException closed) {
      // The driver says so itself.
      return false;
    }
  }

  private void handedOut(Connection handle) {
    try {
      capture.host(handle).ifPresent(HostConnection::distribute);
    } catch (SQLException e) {
      logger.warn("A connection for distributed transactions isn't known as one", e);
    }
  }

  private void opened(Call call, XAConnection connection) {
    try {
      Optional<HostConnection> host = capture.host(OwnedConnection.of(connection));
      host.ifPresent(HostConnection::distribute);
      Phase phase = migrations.phase().now();
      if (host.isPresent() && phase.primary() != host.get().migration().side()) {
        connection.close();
        call.replaceThrown(Refusals.distributed(phase));
      }
    } catch (SQLException e) {
      logger.warn("A connection for distributed transactions isn't known as one", e);
    }
  }
}
