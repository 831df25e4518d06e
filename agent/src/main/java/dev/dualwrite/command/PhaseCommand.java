package dev.dualwrite.command;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.PhaseFile;
import dev.dualwrite.config.Settings;
import dev.dualwrite.operations.RunningApplication;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.JsonFields;
import dev.dualwrite.state.State;
import dev.dualwrite.transition.ChangeRequest;
import dev.dualwrite.transition.ChangeResult;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes the phase, or says what each change would need. */
@Command(
    name = "phase",
    description = {
      "Without a name: says where the application is, and what each step would need.",
      "With one: changes the phase, of the running application between two transactions, and in"
          + " the properties file."
    },
    footer =
        "Exit code 1 says that --dry-run found a gate that holds; 3 that one holds, and nothing was"
            + " changed.")
final class PhaseCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "old-only, new-secondary, both-required, new-primary or new-only.")
  private String name;

  @Option(names = "--dry-run", description = "Only look at the gates.")
  private boolean gatesOnly;

  @Option(
      names = "--force",
      description = "Change it whatever the gates say. Rows may be lost; it is logged.")
  private boolean force;

  private final ClassLoader applicationLoader;

  PhaseCommand(ClassLoader applicationLoader) {
    this.applicationLoader = applicationLoader;
  }

  @Override
  public Integer call() throws ConfigurationException, CommandFailure {
    Settings settings = options.settings();
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      refuseOptionsWithoutName();
      JsonFields view =
          new ApplicationState(settings)
              .find(
                  RunningApplication::phase,
                  state -> JsonFields.of(offline(settings, state).view()));
      print(out, view, PhaseText.view(view));
      return ExitCode.CLEAN;
    }
    ChangeRequest request = new ChangeRequest(phase(), extent(), "the command line");
    JsonFields result =
        new ApplicationState(settings)
            .find(
                application -> application.phase(request),
                state -> JsonFields.of(offline(settings, state).change(request).json()));
    print(out, result, PhaseText.result(result));
    return exitCode(result);
  }

  private void refuseOptionsWithoutName() {
    if (gatesOnly || force) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--dry-run and --force need the NAME of a phase.");
    }
  }

  private Phase phase() {
    return Phase.parse(name)
        .orElseThrow(
            () ->
                new CommandLine.ParameterException(
                    spec.commandLine(),
                    "There is no phase '"
                        + name
                        + "'. Allowed: "
                        + Arrays.stream(Phase.values())
                            .map(Phase::label)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private ChangeRequest.Extent extent() {
    if (gatesOnly) {
      return ChangeRequest.Extent.GATES_ONLY;
    }
    return force ? ChangeRequest.Extent.FORCED : ChangeRequest.Extent.IF_OPEN;
  }

  private OfflinePhase offline(Settings settings, State state) {
    return new OfflinePhase(settings, new PhaseFile(options.config()), state, applicationLoader);
  }

  private void print(PrintWriter out, JsonFields result, List<String> text) {
    if (options.json()) {
      out.println(Json.text(result.asMap()));
    } else {
      text.forEach(out::println);
    }
  }

  private static int exitCode(JsonFields result) throws CommandFailure {
    Optional<ChangeResult.Outcome> outcome = ChangeResult.outcome(result);
    if (outcome.isEmpty()) {
      throw new CommandFailure(
          "The running application is of another version, and its answer can't be read.");
    }
    switch (outcome.get()) {
      case CHANGED:
      case SAME:
      case WOULD_CHANGE:
        return ExitCode.CLEAN;
      case WOULD_REFUSE:
        return ExitCode.DIFFERENCES;
      case REFUSED:
        return ExitCode.FAILED;
    }
    throw new AssertionError(outcome);
  }
}
