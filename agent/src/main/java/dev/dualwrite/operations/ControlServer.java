package dev.dualwrite.operations;

import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.state.JsonFields;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the command line beside the running application: one line of JSON with the token in, one
 * line of JSON out, on the loopback address.
 *
 * <p>One thread serves one request at a time, each within two seconds, so that nobody who can reach
 * the port, with the token or without, takes more of the application than that thread.
 */
final class ControlServer implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(ControlServer.class);
  static final int MOST_REQUEST_BYTES = 4_096;
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int BACKLOG = 16;
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final Path stateFolder;
  private final Map<String, ControlCommand> commands;
  private final ServerSocketChannel server;
  private final ControlFile file;
  private final Thread thread;

  private ControlServer(
      Path stateFolder,
      Map<String, ControlCommand> commands,
      ServerSocketChannel server,
      ControlFile file) {
    this.stateFolder = stateFolder;
    this.commands = Map.copyOf(commands);
    this.server = server;
    this.file = file;
    this.thread = AgentThreads.named("control").newThread(this::serveAll);
  }

  /**
   * Begins to listen, and says where in the state folder.
   *
   * @throws IOException when there is no port, or the folder can't be written
   */
  static ControlServer start(Path stateFolder, Map<String, ControlCommand> commands)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      ControlFile file =
          new ControlFile(
              (InetSocketAddress) server.getLocalAddress(),
              ControlFile.newToken(),
              ProcessHandle.current().pid(),
              Instant.now());
      file.write(stateFolder);
      ControlServer started = new ControlServer(stateFolder, commands, server, file);
      started.thread.start();
      return started;
    } catch (IOException | RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  /**
   * Puts the file in place again if somebody has removed it.
   *
   * @throws IOException when the folder can't be written
   */
  void keepFile() throws IOException {
    if (Files.notExists(ControlFile.in(stateFolder))) {
      file.write(stateFolder);
    }
  }

  private void serveAll() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept();
          TimedChannel channel = new TimedChannel(client, LIMIT)) {
        channel.writeLine(answer(channel.readLine(MOST_REQUEST_BYTES)));
      } catch (ClosedChannelException closed) {
        logger.debug("A control connection is closed", closed);
      } catch (IOException | RuntimeException failure) {
        logger.debug("A control request could not be served", failure);
        // Without file descriptors accept fails at once, and over and over.
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private String answer(String line) {
    JsonFields request;
    try {
      request = JsonFields.parse(line);
    } catch (IOException foreign) {
      return refusal("not a request");
    }
    if (!sameToken(request.text("token", ""))) {
      return refusal("the token is wrong");
    }
    ControlCommand command = commands.get(request.text("command", ""));
    if (command == null) {
      return refusal("this version knows no such command");
    }
    try {
      return JsonFields.line(Map.of("answer", command.run(request.asMap())));
    } catch (RuntimeException bug) {
      logger.error("Dualwrite failed to answer the command line", bug);
      return refusal("it failed inside: " + bug.getClass().getName());
    }
  }

  private static String refusal(String reason) {
    return JsonFields.line(Map.of("refused", reason));
  }

  /** Takes the same time wherever the two differ. */
  private boolean sameToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), file.token().getBytes(StandardCharsets.UTF_8));
  }

  /** Ends the thread and takes the file away. */
  @Override
  public void close() {
    try {
      file.remove(stateFolder);
      server.close();
      // It may be about to serve one more.
      thread.join(LIMIT.toMillis());
    } catch (IOException failure) {
      logger.debug("The control channel could not be closed in order", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
