package dev.dualwrite.operations;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Lines over a socket, with one deadline for all of it.
 *
 * <p>A blocking socket has a timeout for each read alone, so that a peer may take for ever, byte by
 * byte, and none at all for writes.
 */
final class TimedChannel implements AutoCloseable {
  private static final int BUFFER_BYTES = 8_192;

  private final SocketChannel channel;
  private final Selector selector;
  private final long deadline;

  /**
   * Takes over a channel, which is closed with this.
   *
   * @throws IOException when it is broken already
   */
  TimedChannel(SocketChannel channel, Duration limit) throws IOException {
    this.channel = channel;
    this.deadline = System.nanoTime() + limit.toNanos();
    channel.configureBlocking(false);
    this.selector = Selector.open();
  }

  /**
   * Reads up to the next line end.
   *
   * @param mostBytes what is longer is refused
   * @throws IOException when the peer is gone, too slow, or sends too much
   */
  String readLine(int mostBytes) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    while (true) {
      await(SelectionKey.OP_READ);
      buffer.clear();
      if (channel.read(buffer) < 0) {
        throw new EOFException("the connection ended within a line");
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next == '\n') {
          return line.toString(StandardCharsets.UTF_8);
        }
        line.write(next);
        if (line.size() > mostBytes) {
          throw new IOException("a line of more than " + mostBytes + " bytes");
        }
      }
    }
  }

  /**
   * Writes a line.
   *
   * @throws IOException when the peer is gone, or too slow
   */
  void writeLine(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      await(SelectionKey.OP_WRITE);
      channel.write(bytes);
    }
  }

  private void await(int operation) throws IOException {
    channel.register(selector, operation);
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0 || selector.select(millis) == 0) {
      throw new SocketTimeoutException("the other side takes too long");
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
