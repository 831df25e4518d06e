package dev.dualwrite.tests.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL from its binaries on Maven Central. */
final class PostgresServer implements DatabaseServer {
  private final EmbeddedPostgres server;

  PostgresServer() throws IOException, SQLException {
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "300")
            .setServerConfig("fsync", "off")
            .setServerConfig("deadlock_timeout", "50ms")
            .start();
    execute("CREATE ROLE " + USER + " LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'");
  }

  @Override
  public Database create(String name) throws SQLException {
    execute("CREATE DATABASE " + name + " OWNER " + USER);
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    return new Database(Vendor.POSTGRESQL, url, USER, PASSWORD);
  }

  @Override
  public void stop() throws IOException {
    server.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
