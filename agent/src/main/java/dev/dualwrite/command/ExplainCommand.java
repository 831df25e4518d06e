package dev.dualwrite.command;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.phase.Side;
import dev.dualwrite.plan.Planner;
import dev.dualwrite.plan.PlannerOptions;
import dev.dualwrite.plan.StatementTexts;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how statements would be mirrored, and why. */
@Command(name = "explain", description = "Says how statements would be mirrored, and why.")
final class ExplainCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SQL",
      description = "A statement, a file of statements, or - for stdin.")
  private String source;

  private final InputStream in;
  private final ClassLoader applicationLoader;

  ExplainCommand(InputStream in, ClassLoader applicationLoader) {
    this.in = in;
    this.applicationLoader = applicationLoader;
  }

  @Override
  public Integer call() throws ConfigurationException, CommandFailure {
    Settings settings = options.settings();
    Dialect primary = Dialects.forUrl(settings.oldDatabase().url());
    List<String> statements =
        StatementTexts.split(new SqlSource(source, in).text(), primary.lexing());
    OldDatabase old = OldDatabase.ask(settings.oldDatabase(), primary, applicationLoader);
    Planner planner = planner(settings, primary, old);
    List<Explanation> explanations =
        statements.stream()
            .map(sql -> new Explanation(sql, planner.plan(sql, old.namespace()), settings.tables()))
            .collect(Collectors.toList());
    print(old, explanations);
    return ExitCode.CLEAN;
  }

  private static Planner planner(Settings settings, Dialect primary, OldDatabase old) {
    Dialect secondary =
        settings.newDatabase().map(endpoint -> Dialects.forUrl(endpoint.url())).orElse(primary);
    return new Planner(primary, secondary, old.schema(), PlannerOptions.of(settings, Side.OLD));
  }

  private void print(OldDatabase old, List<Explanation> explanations) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(Json.text(ExplainJson.of(old, explanations)));
    } else {
      ExplainText.lines(old, explanations).forEach(out::println);
    }
  }
}
