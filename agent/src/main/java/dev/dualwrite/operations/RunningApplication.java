package dev.dualwrite.operations;

import dev.dualwrite.state.JsonFields;
import dev.dualwrite.transition.ChangeRequest;
import dev.dualwrite.verify.VerifiedTable;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The running application of a state folder, as the command line asks it. */
public final class RunningApplication {
  /** The server serves one after the other, for at most two seconds each. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** The gates ask each database, and may verify small tables. */
  private static final Duration PHASE_LIMIT = Duration.ofMinutes(5);

  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();
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
   * Asks how the migration fares.
   *
   * @throws NotRunningException when nobody listens any more: the file is a killed process's
   * @throws IOException when it refuses, or doesn't answer in time
   */
  public Status status() throws NotRunningException, IOException {
    return StatusJson.read(ask("status", Map.of()));
  }

  /**
   * Asks for the writes that it has shown.
   *
   * @throws NotRunningException when nobody listens any more
   * @throws IOException when it refuses, or doesn't answer in time
   */
  public AuditReport audit() throws NotRunningException, IOException {
    return AuditJson.read(ask("audit", Map.of()));
  }

  /**
   * Has its queue tried now, without waiting for that.
   *
   * @throws NotRunningException when nobody listens any more
   * @throws IOException when it refuses, or doesn't answer in time
   */
  public Retried retry(RetryScope scope) throws NotRunningException, IOException {
    JsonFields answer = ask("retry", Map.of("parked", scope == RetryScope.QUEUED_AND_PARKED));
    return new Retried(
        answer.number("unparked", 0),
        StatusJson.read(answer.object("status").orElse(JsonFields.of(Map.of()))));
  }

  /**
   * Has it keep what a verification of a table found.
   *
   * @throws NotRunningException when nobody listens any more
   * @throws IOException when it refuses, or doesn't answer in time
   */
  public void keep(VerifiedTable verified) throws NotRunningException, IOException {
    if (!ask(VerifyRecorder.COMMAND, Map.of("table", verified.json())).flag("kept")) {
      throw new IOException(
          "process " + file.pid() + " didn't keep the result of " + verified.table());
    }
  }

  /**
   * Asks where it is, and what each next phase would need.
   *
   * @throws NotRunningException when nobody listens any more
   * @throws IOException when it refuses, or doesn't answer in time
   */
  public JsonFields phase() throws NotRunningException, IOException {
    return awaitPhase(Map.of());
  }

  /**
   * Has its phase changed, or the gates of a change looked at.
   *
   * @throws NotRunningException when nobody listens any more
   * @throws IOException when it refuses, or doesn't answer in time
   */
  public JsonFields phase(ChangeRequest request) throws NotRunningException, IOException {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("to", request.to().label());
    arguments.put("gatesOnly", request.extent() == ChangeRequest.Extent.GATES_ONLY);
    arguments.put("force", request.extent() == ChangeRequest.Extent.FORCED);
    arguments.put("origin", request.origin());
    return awaitPhase(arguments);
  }

  private JsonFields awaitPhase(Map<String, Object> arguments)
      throws NotRunningException, IOException {
    long begun = System.nanoTime();
    JsonFields asked = right(ask("phase", arguments));
    while (System.nanoTime() - begun < PHASE_LIMIT.toNanos()) {
      JsonFields answer = right(ask("phase-answer", Map.of("number", asked.number("number", 0))));
      Optional<JsonFields> result = answer.object("result");
      if (result.isPresent()) {
        return result.get();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new IOException(
        "process "
            + file.pid()
            + " has not answered within "
            + PHASE_LIMIT.toSeconds()
            + " s; see its log, and ask: phase");
  }

  private JsonFields right(JsonFields answer) throws IOException {
    Optional<String> wrong = answer.text("wrong");
    if (wrong.isPresent()) {
      throw new IOException("process " + file.pid() + " can't: " + wrong.get());
    }
    return answer;
  }

  JsonFields ask(String command, Map<String, Object> arguments)
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

  private JsonFields answer(JsonFields answer) throws IOException {
    Optional<String> refused = answer.text("refused");
    if (refused.isPresent()) {
      throw new IOException("process " + file.pid() + " refuses: " + refused.get());
    }
    return answer
        .object("answer")
        .orElseThrow(() -> new IOException("what answers on " + file.address() + " is no agent"));
  }

  /** What a retry began with. */
  public static final class Retried {
    private final long unparked;
    private final Status status;

    Retried(long unparked, Status status) {
      this.unparked = unparked;
      this.status = status;
    }

    /** The parked keys that were queued again. */
    public long unparked() {
      return unparked;
    }

    /** The status right after. */
    public Status status() {
      return status;
    }
  }
}
