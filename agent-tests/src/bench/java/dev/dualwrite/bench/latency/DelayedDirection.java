package dev.dualwrite.bench.latency;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What goes one way: a thread that reads and stamps, and one that writes what is due, so that the
 * delay of one piece doesn't add to that of the next.
 */
final class DelayedDirection {
  private static final int PIECES = 1_000;
  private static final Piece END = new Piece(ByteBuffer.allocate(0), 0);

  private final BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>(PIECES);
  private final Socket from;
  private final Socket to;
  private final Supplier<Duration> delay;

  DelayedDirection(Socket from, Socket to, Supplier<Duration> delay) {
    this.from = from;
    this.to = to;
    this.delay = delay;
  }

  private record Piece(ByteBuffer bytes, long due) {
    boolean isEnd() {
      return !bytes.hasRemaining();
    }
  }

  /** What a thread of the line runs. */
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  void start() {
    start("delay-reader", this::read);
    start("delay-writer", this::write);
  }

  static void start(String name, Work work) {
    Thread thread = new Thread(() -> unlessClosed(work), name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void unlessClosed(Work work) {
    try {
      work.run();
    } catch (SocketException | InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() throws IOException, InterruptedException {
    byte[] buffer = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        long due = System.nanoTime() + delay.get().toNanos();
        underWay.put(new Piece(ByteBuffer.wrap(Arrays.copyOf(buffer, n)), due));
      }
    } finally {
      underWay.put(END);
    }
  }

  private void write() throws IOException, InterruptedException {
    try (to) {
      OutputStream out = to.getOutputStream();
      for (Piece piece = underWay.take(); !piece.isEnd(); piece = underWay.take()) {
        awaitDue(piece.due());
        out.write(piece.bytes().array());
      }
    }
  }

  private static void awaitDue(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
