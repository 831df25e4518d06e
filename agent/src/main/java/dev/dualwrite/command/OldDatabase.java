package dev.dualwrite.command;

import dev.dualwrite.config.Endpoint;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.endpoint.DriverLookup;
import dev.dualwrite.endpoint.EndpointConnections;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.CachedSchema;
import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.Schema;
import dev.dualwrite.schema.SchemaReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a command can learn of the old database's tables, or why it can't. */
final class OldDatabase {
  private static final long WAIT_SECONDS = 10;

  private final Schema schema;
  private final Namespace namespace;
  private final Optional<String> unknownBecause;

  private OldDatabase(Schema schema, Namespace namespace, Optional<String> unknownBecause) {
    this.schema = schema;
    this.namespace = namespace;
    this.unknownBecause = unknownBecause;
  }

  /** Connects to the database, for at most ten seconds; without it its tables are unknown. */
  static OldDatabase ask(Endpoint endpoint, Dialect dialect, ClassLoader applicationLoader) {
    ConnectionSource connections =
        new EndpointConnections(endpoint, new DriverLookup(Side.OLD, endpoint, applicationLoader));
    try {
      Namespace namespace = namespace(connections);
      return new OldDatabase(
          new CachedSchema(new SchemaReader(dialect, connections)), namespace, Optional.empty());
    } catch (SQLException unreachable) {
      return new OldDatabase(
          Schema.unknown(),
          Namespace.unknown(),
          Optional.of(Secrets.mask(Words.oneLine(unreachable.getMessage()))));
    }
  }

  Schema schema() {
    return schema;
  }

  /** Where a fresh connection looks for unqualified names. */
  Namespace namespace() {
    return namespace;
  }

  /** Why nothing is known of the tables; empty if they are known. */
  Optional<String> unknownBecause() {
    return unknownBecause;
  }

  private static Namespace namespace(ConnectionSource connections) throws SQLException {
    CompletableFuture<Namespace> answer = new CompletableFuture<>();
    // On a thread of its own: some drivers wait for minutes for a host that doesn't answer.
    Thread asker = new Thread(() -> ask(connections, answer), "dualwrite-connect");
    asker.setDaemon(true);
    asker.start();
    try {
      return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new SQLException(failed.getCause().getMessage(), failed.getCause());
    } catch (TimeoutException silent) {
      throw new SQLException("no answer within " + WAIT_SECONDS + " s", silent);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", interrupted);
    }
  }

  private static void ask(ConnectionSource connections, CompletableFuture<Namespace> answer) {
    try (Connection connection = connections.open()) {
      answer.complete(Namespace.of(connection.getCatalog(), connection.getSchema()));
    } catch (SQLException | RuntimeException failure) {
      answer.completeExceptionally(failure);
    }
  }
}
