package dev.dualwrite.tests.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between an application and a database, and can stop to forward without closing. */
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Object gate = new Object();
  private boolean stalled;

  /** Listens on a free port and forwards to the port of the database. */
  public TcpProxy(Database database) throws IOException {
    target = URI.create(database.url().replaceFirst("^jdbc:(h2:)?", "")).getPort();
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("proxy-accept", this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** From now on connections are taken, and nothing is forwarded. */
  public void stall() {
    synchronized (gate) {
      stalled = true;
    }
  }

  /** Forwards again, what was held back first. */
  public void resume() {
    synchronized (gate) {
      stalled = false;
      gate.notifyAll();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    resume();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(client);
      sockets.add(database);
      start("proxy-there", () -> forward(client, database));
      start("proxy-back", () -> forward(database, client));
    }
  }

  private void forward(Socket from, Socket to) throws IOException, InterruptedException {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        awaitOpen();
        out.write(buffer, 0, n);
      }
    }
  }

  private void awaitOpen() throws InterruptedException {
    synchronized (gate) {
      while (stalled) {
        gate.wait();
      }
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (SocketException e) {
                // One of the ends was closed, which ends this direction too.
                Thread.currentThread().interrupt();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(name, e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
