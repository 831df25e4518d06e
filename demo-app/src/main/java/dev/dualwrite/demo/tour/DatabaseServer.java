package dev.dualwrite.demo.tour;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.tools.Server;

/** One of the two databases, served by H2 on a port of its own, which can be switched off. */
final class DatabaseServer implements AutoCloseable {
  static final String USER = "shop";
  static final String PASSWORD = "shop";

  private final String name;
  private final Path folder;
  private final int port;
  private Server server;

  private DatabaseServer(String name, Path folder) throws SQLException {
    this.name = name;
    this.folder = folder;
    this.server = serve("0");
    this.port = server.getPort();
  }

  /** Starts it on a port that is free. */
  static DatabaseServer start(String name, Path folder) throws SQLException {
    return new DatabaseServer(name, folder);
  }

  /** Breaks all connections, and lets no new one in. */
  void switchOff() {
    server.stop();
  }

  /** Serves the same database on the same port again. */
  void switchOn() throws SQLException {
    server = serve(Integer.toString(port));
  }

  String url() {
    // A till waits for a row that another one holds, however slow the machine is.
    return "jdbc:h2:tcp://localhost:" + port + "/./" + name + ";LOCK_TIMEOUT=20000";
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), USER, PASSWORD);
  }

  private Server serve(String tcpPort) throws SQLException {
    return Server.createTcpServer(
            "-tcpPort", tcpPort, "-ifNotExists", "-baseDir", folder.toAbsolutePath().toString())
        .start();
  }

  @Override
  public void close() {
    server.stop();
  }
}
