package dev.dualwrite.command;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.divergence.DivergenceReport;
import dev.dualwrite.plan.SqlMasker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sums up the divergence log. */
@Command(
    name = "report",
    description = "Sums up the divergence log by table, kind and SQL.",
    footer = "Exit code 1 says that there are open divergences: neither repaired nor resolved.")
final class ReportCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws ConfigurationException, CommandFailure {
    Settings settings = options.settings();
    Path log = settings.divergenceLog();
    Dialect dialect = Dialects.forUrl(settings.oldDatabase().url());
    DivergenceReport report = read(log, new SqlMasker(dialect.lexing()));
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(Json.text(ReportJson.of(log, report)));
    } else {
      ReportText.lines(log, report).forEach(out::println);
    }
    return report.open() > 0 ? ExitCode.DIFFERENCES : ExitCode.CLEAN;
  }

  private static DivergenceReport read(Path log, SqlMasker masker) throws CommandFailure {
    try {
      return DivergenceReport.read(log, masker);
    } catch (NoSuchFileException missing) {
      throw new CommandFailure(
          "There is no divergence log at "
              + log.toAbsolutePath()
              + " (dualwrite.divergence.log). The agent makes it as it starts; a relative path"
              + " starts at the application's working directory, so run this command there.",
          missing);
    } catch (IOException unreadable) {
      throw new CommandFailure(
          "The divergence log " + log.toAbsolutePath() + " cannot be read: " + unreadable,
          unreadable);
    }
  }
}
