package dev.dualwrite.command;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Settings;
import dev.dualwrite.mirror.MirrorLimits;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.verify.DatabasesToVerify;
import dev.dualwrite.verify.Strategy;
import dev.dualwrite.verify.TableResult;
import dev.dualwrite.verify.Verification;
import dev.dualwrite.verify.VerifyOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves that both databases hold the same. */
@Command(
    name = "verify",
    description = "Compares the two databases, and names the rows that differ.",
    footer =
        "Exit code 1 says that rows differ; 3, that none was found to differ but a table could not"
            + " be verified.")
final class VerifyCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      defaultValue = "checksum",
      description = "count, checksum, sample or full; ${DEFAULT-VALUE} if absent.")
  private String strategyName;

  @Option(
      names = "--tables",
      paramLabel = "GLOB[,GLOB]",
      description = "The tables to verify; all that are mirrored if absent.")
  private String tables;

  @Option(
      names = "--sample",
      paramLabel = "ROWS",
      defaultValue = "1000",
      description = "The rows of each table in a sample; ${DEFAULT-VALUE} if absent.")
  private int sampleRows;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write the result as one page for a browser.")
  private Path html;

  private final ClassLoader applicationLoader;

  VerifyCommand(ClassLoader applicationLoader) {
    this.applicationLoader = applicationLoader;
  }

  @Override
  public Integer call() throws ConfigurationException, CommandFailure, WrongUseException {
    Strategy strategy = strategy();
    Settings settings = PhaseInForce.in(options.settings());
    DatabasesToVerify databases =
        new ConfiguredDatabases(settings, applicationLoader).inTheirRoles();
    List<TableName> chosen = TableChoice.of(databases.primary(), settings, tables);
    Instant begun = Instant.now();
    List<TableResult> results = verify(settings, databases, strategy, chosen);
    VerifyReport report =
        new VerifyReport(databases, strategy, settings.phase(), begun, Instant.now(), results);
    print(report);
    return report.exitCode();
  }

  private Strategy strategy() throws WrongUseException {
    return Strategy.parse(strategyName)
        .filter(strategy -> sampleRows > 0)
        .orElseThrow(
            () ->
                new WrongUseException(
                    sampleRows > 0
                        ? "There is no strategy "
                            + strategyName
                            + " (--strategy). Use count, checksum, sample or full."
                        : "--sample needs a number of rows above 0, not " + sampleRows + "."));
  }

  private List<TableResult> verify(
      Settings settings, DatabasesToVerify databases, Strategy strategy, List<TableName> chosen) {
    PrintWriter err = spec.commandLine().getErr();
    try (VerifyOutcome outcome = new VerifyOutcome(settings, err::println);
        VerifyProgress progress = VerifyProgress.onTerminal(chosen.size());
        Verification verification =
            new Verification(
                databases,
                VerifyOptions.of(strategy, MirrorLimits.of(settings).longestCommit(), sampleRows),
                new RunningBacklog(settings.stateDir().toAbsolutePath()),
                outcome::found,
                result -> {
                  outcome.done(result);
                  progress.done(result);
                },
                progress)) {
      verification.run(chosen);
      return outcome.results();
    }
  }

  private void print(VerifyReport report) throws CommandFailure {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(Json.text(VerifyJson.of(report)));
    } else {
      VerifyText.lines(report).forEach(out::println);
    }
    if (html != null) {
      try {
        Files.writeString(html, VerifyHtml.page(report));
      } catch (IOException failure) {
        throw new CommandFailure(
            "The page can't be written to " + html.toAbsolutePath() + ": " + failure, failure);
      }
    }
  }
}
