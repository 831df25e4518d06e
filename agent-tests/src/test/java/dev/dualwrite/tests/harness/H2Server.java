package dev.dualwrite.tests.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.tools.Server;

/** H2 as a server over TCP with databases in its memory. */
final class H2Server implements DatabaseServer {
  private final Server server;

  H2Server() throws SQLException {
    server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
  }

  @Override
  public Database create(String name) throws SQLException {
    String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:" + name;
    // The first connection makes the database and keeps it after it closed.
    String creating = url + ";DB_CLOSE_DELAY=-1";
    try (Connection connection = DriverManager.getConnection(creating, USER, PASSWORD)) {
      return new Database(Vendor.H2, url, connection.getMetaData().getUserName(), PASSWORD);
    }
  }

  @Override
  public void stop() {
    server.stop();
  }
}
