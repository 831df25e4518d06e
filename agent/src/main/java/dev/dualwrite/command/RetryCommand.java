package dev.dualwrite.command;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Settings;
import dev.dualwrite.operations.LastStatus;
import dev.dualwrite.operations.QueueRetry;
import dev.dualwrite.operations.RetryScope;
import dev.dualwrite.state.State;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has the queue drained now. */
@Command(
    name = "retry",
    description =
        "Has the queued keys reconciled now: by the running application, or else by this command.",
    footer = "Exit code 1 says that keys are still queued or parked.")
final class RetryCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Option(names = "--parked", description = "Also the keys that were given up.")
  private boolean parked;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait for the queue to be empty; ${DEFAULT-VALUE} if absent.")
  private int waitSeconds;

  private final Function<Settings, Drainer> drainers;

  RetryCommand(Function<Settings, Drainer> drainers) {
    this.drainers = drainers;
  }

  @Override
  public Integer call() throws ConfigurationException, CommandFailure {
    Settings settings = options.settings();
    RetryScope scope = parked ? RetryScope.QUEUED_AND_PARKED : RetryScope.QUEUED;
    Duration atMost = Duration.ofSeconds(Math.max(0, waitSeconds));
    RetryResult result =
        new ApplicationState(settings)
            .find(
                application -> new RunningRetry(application, atMost).run(scope),
                state -> drain(state, settings, scope, atMost));
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(Json.text(result.json()));
    } else {
      result.lines().forEach(out::println);
    }
    return result.done() ? ExitCode.CLEAN : ExitCode.DIFFERENCES;
  }

  private RetryResult drain(State state, Settings settings, RetryScope scope, Duration atMost)
      throws CommandFailure {
    long unparked = new QueueRetry(state.queue()).now(scope);
    long queued = state.queue().figures().queued();
    if (queued > 0) {
      drainers.apply(PhaseInForce.in(settings, state)).drain(state, atMost);
    }
    return new RetryResult(unparked, queued, LastStatus.of(state, settings, Clock.systemUTC()));
  }
}
