package dev.dualwrite.command;

import dev.dualwrite.config.Settings;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.operations.Audit;
import dev.dualwrite.operations.Operations;
import dev.dualwrite.operations.Retry;
import dev.dualwrite.operations.StatusSource;
import dev.dualwrite.operations.VerifyRecorder;
import dev.dualwrite.state.State;
import dev.dualwrite.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** What a running application is to the command line, in this process. */
final class RunningInstance implements AutoCloseable {
  private final Path folder;
  private final Operations operations;
  private final Audit audit;
  private final ScheduledExecutorService scheduler;

  private RunningInstance(
      Path folder, Operations operations, Audit audit, ScheduledExecutorService scheduler) {
    this.folder = folder;
    this.operations = operations;
    this.audit = audit;
    this.scheduler = scheduler;
  }

  /** Starts one that answers for the state folder within the given folder. */
  static RunningInstance start(Path folder, StatusSource source, Retry retry) throws Exception {
    return start(folder, source, retry, List.of());
  }

  private static RunningInstance start(
      Path folder, StatusSource source, Retry retry, List<VerifyRecorder> recorders)
      throws Exception {
    Path state = Files.createDirectories(folder.resolve("state"));
    Settings settings = Settings.of(texts(folder));
    Audit audit = new Audit(settings, Clock.systemUTC());
    ScheduledExecutorService scheduler = AgentThreads.scheduler("test");
    Operations operations =
        new Operations(
            settings,
            audit,
            List.of(source),
            retry,
            Optional.empty(),
            Optional.of((name, json) -> {}),
            Clock.systemUTC(),
            scheduler);
    recorders.forEach(operations::recordingVerifications);
    operations.start();
    Waiting.until("it listens", () -> Files.exists(state.resolve("control.json")));
    return new RunningInstance(folder, operations, audit, scheduler);
  }

  /** Starts one that keeps in the given state what it is told of verifications. */
  static RunningInstance recording(Path folder, State state) throws Exception {
    return start(folder, status -> {}, scope -> 0, List.of(new VerifyRecorder(state)));
  }

  Audit audit() {
    return audit;
  }

  /** Runs a command on its configuration. */
  CommandRun run(String... arguments) throws IOException {
    return run(folder, arguments);
  }

  /** Runs a command on its configuration with further settings, or other ones. */
  CommandRun runWith(Map<String, String> further, String... arguments) throws IOException {
    return runWith(folder, further, arguments);
  }

  /** Runs a command on the configuration of the given folder. */
  static CommandRun run(Path folder, String... arguments) throws IOException {
    return runWith(folder, Map.of(), arguments);
  }

  /** The same with further settings, or other ones. */
  static CommandRun runWith(Path folder, Map<String, String> further, String... arguments)
      throws IOException {
    Map<String, String> texts = new HashMap<>(texts(folder));
    texts.putAll(further);
    StringBuilder lines = new StringBuilder();
    texts.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    Path config = folder.resolve("dualwrite.properties");
    Files.writeString(config, lines);
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = config.toString();
    return CommandRun.of(all);
  }

  private static Map<String, String> texts(Path folder) {
    return Map.of(
        "dualwrite.old.url",
        "jdbc:h2:mem:old",
        "dualwrite.instance",
        "shop-1",
        "dualwrite.divergence.log",
        folder.resolve("divergence.jsonl").toString(),
        "dualwrite.state.dir",
        folder.resolve("state").toString());
  }

  @Override
  public void close() {
    operations.close();
    scheduler.shutdownNow();
  }
}
