package dev.dualwrite.operations;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The running application of a state folder, as the command line asks it. */
public final class RunningApplication {
  /** The server serves one after the other, for at most two seconds each. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final int MOST_ANSWER_BYTES = 64 << 20;

  private final ControlFile file;

  private RunningApplication(ControlFile file) {
    this.file = file;
  }

  /**
   * Finds the application that says that it runs with this folder; it may have been killed since.
   *
   * @throws NotRunningException when none says so
   * @throws IOException when the control file can't be read
   */
  public static RunningApplication of(Path stateFolder) throws NotRunningException, IOException {
    Optional<ControlFile> file = ControlFile.read(stateFolder);
    if (file.isEmpty()) {
      throw new NotRunningException("there is no control file in " + stateFolder);
    }
    return new RunningApplication(file.get());
  }

  /**
   * Asks it one thing.
   *
   * @return the answer's JSON object
   * @throws NotRunningException when nobody listens any more: the file is a killed process's
   * @throws IOException when it refuses, or doesn't answer in time
   */
  public String ask(String command, Map<String, Object> arguments)
      throws NotRunningException, IOException {
    Map<String, Object> request = new LinkedHashMap<>(arguments);
    request.put("token", file.token());
    request.put("command", command);
    try (TimedChannel channel = connect()) {
      channel.writeLine(JsonFields.line(request));
      return answer(JsonFields.parse(channel.readLine(MOST_ANSWER_BYTES)));
    }
  }

  private TimedChannel connect() throws NotRunningException, IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(file.address(), (int) LIMIT.toMillis());
      return new TimedChannel(channel, LIMIT);
    } catch (ConnectException refused) {
      channel.close();
      throw new NotRunningException(
          "process " + file.pid() + ", which wrote the control file, is gone", refused);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  private String answer(JsonFields answer) throws IOException {
    Optional<String> refused = answer.text("refused");
    if (refused.isPresent()) {
      throw new IOException("process " + file.pid() + " refuses: " + refused.get());
    }
    return answer
        .object("answer")
        .map(object -> JsonFields.line(object.asMap()))
        .orElseThrow(() -> new IOException("what answers on " + file.address() + " is no agent"));
  }
}
