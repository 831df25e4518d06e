package dev.dualwrite.bench.run;

import dev.dualwrite.tests.harness.Database;
import dev.dualwrite.tests.harness.DatabasePair;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Two PostgreSQL servers that sync at each commit, as they do by default: one that is left, one
 * that is gone to.
 */
public final class PostgresServers implements AutoCloseable {
  static final String USER = "bench";
  private static final String DATABASE = "bench";

  private final EmbeddedPostgres left;
  private final EmbeddedPostgres coming;

  private PostgresServers(EmbeddedPostgres left, EmbeddedPostgres coming) {
    this.left = left;
    this.coming = coming;
  }

  /** Starts both, with the table of {@link Items} in each. */
  public static PostgresServers start() throws IOException, SQLException {
    EmbeddedPostgres left = server();
    try {
      PostgresServers servers = new PostgresServers(left, server());
      Items.createInPostgres(servers.pair());
      return servers;
    } catch (IOException | SQLException | RuntimeException e) {
      left.close();
      throw e;
    }
  }

  private static EmbeddedPostgres server() throws IOException, SQLException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "300")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + USER + " LOGIN SUPERUSER PASSWORD '" + USER + "'");
      statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + USER);
    }
    return server;
  }

  public DatabasePair pair() {
    return new DatabasePair(database(left), database(coming));
  }

  private static Database database(EmbeddedPostgres server) {
    return Backend.POSTGRESQL.database(
        "jdbc:postgresql://localhost:" + server.getPort() + "/" + DATABASE);
  }

  @Override
  public void close() throws IOException {
    left.close();
    coming.close();
  }
}
