package dev.dualwrite.tests.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Stands between an application and a database, and can hold back or cut what goes through. */
public final class TcpProxy implements AutoCloseable {
  private static final byte[] COMMIT = "COMMIT".getBytes(StandardCharsets.US_ASCII);

  /** Where a connection is cut. */
  public enum Cut {
    /** The database never hears of the COMMIT. */
    BEFORE_COMMIT,
    /** The database has committed, and the application never hears of that. */
    BEFORE_ITS_ANSWER
  }

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Cut> armed = new AtomicReference<>();
  private final Object gate = new Object();
  private boolean stalled;
  private volatile boolean refusing;

  /** Listens on a free port and forwards to the port of the database. */
  public TcpProxy(Database database) throws IOException {
    target = URI.create(database.url().replaceFirst("^jdbc:(h2:)?", "")).getPort();
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("proxy-accept", this::listen);
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

  /** Cuts the connections that are open; new ones are taken. */
  public void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** Cuts the connections that are open, and takes none until {@link #accept}. */
  public void refuse() throws IOException {
    refusing = true;
    cut();
  }

  /** Takes connections again. */
  public void accept() {
    refusing = false;
  }

  /** Cuts the next connection over which a COMMIT is sent. */
  public void cutNextCommit(Cut cut) {
    armed.set(cut);
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
    resume();
  }

  private void listen() throws IOException {
    while (true) {
      Socket client = server.accept();
      if (refusing) {
        client.close();
        continue;
      }
      try {
        Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(database);
        AtomicBoolean cutAtAnswer = new AtomicBoolean();
        start("proxy-there", () -> forwardThere(client, database, cutAtAnswer));
        start("proxy-back", () -> forwardBack(database, client, cutAtAnswer));
      } catch (ConnectException e) {
        // The database is down: its own refusal would look like this, too.
        client.close();
      }
    }
  }

  private void forwardThere(Socket client, Socket database, AtomicBoolean cutAtAnswer)
      throws IOException, InterruptedException {
    forward(
        client,
        database,
        bytes -> {
          Cut cut = contains(bytes, COMMIT) ? armed.getAndSet(null) : null;
          if (cut == Cut.BEFORE_ITS_ANSWER) {
            cutAtAnswer.set(true);
          }
          return cut != Cut.BEFORE_COMMIT;
        });
  }

  private void forwardBack(Socket database, Socket client, AtomicBoolean cutAtAnswer)
      throws IOException, InterruptedException {
    forward(database, client, bytes -> !cutAtAnswer.get());
  }

  /** Forwards until one side ends, or something comes that doesn't pass. */
  private void forward(Socket from, Socket to, Predicate<ByteBuffer> passes)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        awaitOpen();
        if (!passes.test(ByteBuffer.wrap(buffer, 0, n))) {
          return;
        }
        out.write(buffer, 0, n);
      }
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static boolean contains(ByteBuffer bytes, byte[] word) {
    for (int i = 0; i + word.length <= bytes.limit(); i++) {
      if (bytes.slice(i, word.length).equals(ByteBuffer.wrap(word))) {
        return true;
      }
    }
    return false;
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
