package dev.dualwrite.command;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Settings;
import dev.dualwrite.operations.LastStatus;
import dev.dualwrite.operations.RunningApplication;
import dev.dualwrite.operations.Status;
import dev.dualwrite.operations.StatusJson;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says how the migration fares. */
@Command(
    name = "status",
    description = "Says how the migration fares in the running application, or did in the last.",
    footer =
        "Exit code 1 says that keys are queued or parked, tables are to be verified, divergences"
            + " are open, or the state can't be written.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigurationException, CommandFailure {
    Settings settings = options.settings();
    Status status =
        new ApplicationState(settings)
            .find(
                RunningApplication::status,
                state -> LastStatus.of(state, settings, Clock.systemUTC()));
    OptionalLong divergences = OpenDivergences.count(settings);
    boolean clean = status.clean() && divergences.orElse(0) == 0;
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(Json.text(json(status, divergences, clean)));
    } else {
      StatusText.lines(status, divergences, Clock.systemUTC().instant()).forEach(out::println);
    }
    return clean ? ExitCode.CLEAN : ExitCode.DIFFERENCES;
  }

  private static Map<String, Object> json(Status status, OptionalLong divergences, boolean clean) {
    Map<String, Object> result = StatusJson.of(status);
    result.put("clean", clean);
    divergences.ifPresent(open -> result.put("openDivergences", open));
    return result;
  }
}
