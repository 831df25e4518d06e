package dev.dualwrite.bench.latency;

import dev.dualwrite.tests.harness.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A longer way to a database: everything arrives later by the delay, each way, however much is
 * under way at once.
 */
final class DelayLine implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile Duration delay = Duration.ZERO;

  private DelayLine(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /** Opens a line without a delay yet. */
  static DelayLine to(Database database) throws IOException {
    int port = URI.create(database.url().replaceFirst("^jdbc:", "")).getPort();
    DelayLine line = new DelayLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
    DelayedDirection.start("delay-accept", line::accept);
    return line;
  }

  /** Returns the database as it is reached through this line. */
  Database through(Database database) {
    return database.throughPort(server.getLocalPort());
  }

  /** Delays what is read from now on. */
  void delay(Duration each) {
    delay = each;
  }

  private void accept() throws IOException {
    while (!server.isClosed()) {
      Socket client = server.accept();
      Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      database.setTcpNoDelay(true);
      sockets.add(client);
      sockets.add(database);
      new DelayedDirection(client, database, () -> delay).start();
      new DelayedDirection(database, client, () -> delay).start();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
