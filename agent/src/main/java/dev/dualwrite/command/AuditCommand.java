package dev.dualwrite.command;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Settings;
import dev.dualwrite.operations.AuditJson;
import dev.dualwrite.operations.AuditReport;
import dev.dualwrite.operations.DocumentStore;
import dev.dualwrite.operations.RunningApplication;
import dev.dualwrite.state.State;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the writes that the application has shown. */
@Command(
    name = "audit",
    description = "Lists every write that the application has shown, with a go or no-go for each.",
    footer = "Exit code 1 says that there is a no-go.")
final class AuditCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigurationException, CommandFailure {
    Settings settings = options.settings();
    AuditReport report =
        new ApplicationState(settings).find(RunningApplication::audit, AuditCommand::last);
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(Json.text(AuditJson.of(report)));
    } else {
      AuditText.lines(report).forEach(out::println);
    }
    return report.noGos() > 0 ? ExitCode.DIFFERENCES : ExitCode.CLEAN;
  }

  private static AuditReport last(State state) throws IOException, CommandFailure {
    Optional<String> document = state.documents().get(DocumentStore.AUDIT);
    if (document.isEmpty()) {
      throw new CommandFailure(
          "The application has left no audit. It is kept a second after the start, then every ten"
              + " seconds, and at the end.");
    }
    return AuditJson.read(document.get());
  }
}
