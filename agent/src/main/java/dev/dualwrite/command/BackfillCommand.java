package dev.dualwrite.command;

import dev.dualwrite.backfill.Backfill;
import dev.dualwrite.backfill.BackfillIdentity;
import dev.dualwrite.backfill.BackfillOptions;
import dev.dualwrite.backfill.BackfillPlan;
import dev.dualwrite.backfill.BackfillPlanner;
import dev.dualwrite.backfill.BackfillRefused;
import dev.dualwrite.backfill.BackfillResult;
import dev.dualwrite.backfill.Checkpoints;
import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.JdbcUrl;
import dev.dualwrite.config.Settings;
import dev.dualwrite.divergence.DatabaseError;
import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.divergence.DivergenceAction;
import dev.dualwrite.divergence.DivergenceKind;
import dev.dualwrite.divergence.DivergenceLog;
import dev.dualwrite.mirror.MirrorLimits;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.StateInUseException;
import dev.dualwrite.verify.DatabasesToVerify;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies the rows that were there before mirroring began. */
@Command(
    name = "backfill",
    description =
        "Copies all rows from the primary to the other database, beside live writes. It never"
            + " writes to the primary. Run again after it was broken off, it goes on where it was.",
    footer = "Exit code 1 says that rows are left; with --dry-run, that tables can't be copied.")
final class BackfillCommand implements Callable<Integer> {
  private static final int MOST_PARALLEL = 64;

  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Option(
      names = "--tables",
      paramLabel = "GLOB[,GLOB]",
      description = "The tables to copy; all that are mirrored if absent.")
  private String tables;

  @Option(
      names = "--chunk",
      paramLabel = "SECONDS",
      defaultValue = "0.5",
      description =
          "How long the rows of a chunk are locked on the primary, about; ${DEFAULT-VALUE} if"
              + " absent.")
  private double chunkSeconds;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many chunks are copied at a time; ${DEFAULT-VALUE} if absent.")
  private int parallel;

  @Option(
      names = "--rate",
      paramLabel = "ROWS",
      description = "The most rows that are copied in a second; no limit if absent.")
  private Long rate;

  @Option(names = "--restart", description = "Begin anew, instead of where it was broken off.")
  private boolean restart;

  @Option(
      names = "--dry-run",
      description = "Only list the tables, their order, and what can't be copied.")
  private boolean dryRun;

  private final ClassLoader applicationLoader;

  BackfillCommand(ClassLoader applicationLoader) {
    this.applicationLoader = applicationLoader;
  }

  @Override
  public Integer call() throws ConfigurationException, CommandFailure, WrongUseException {
    requireOptions();
    Settings settings = PhaseInForce.in(options.settings());
    requireSecondary(settings.phase());
    ConfiguredDatabases configured = new ConfiguredDatabases(settings, applicationLoader);
    DatabasesToVerify databases = configured.inTheirRoles();
    List<TableName> chosen = TableChoice.of(databases.primary(), settings, tables);
    try {
      BackfillPlan plan = new BackfillPlanner(databases).plan(chosen);
      return dryRun ? show(plan) : copy(settings, configured, databases, plan);
    } catch (SQLException failure) {
      throw new CommandFailure(
          "A database can't be used: "
              + BackfillReasons.of(failure)
              + " What is copied stays copied: run the same command again, and it goes on.",
          failure);
    }
  }

  private void requireOptions() throws WrongUseException {
    if (!(chunkSeconds >= 0.01 && chunkSeconds <= 60)) {
      throw new WrongUseException(
          "--chunk needs a number of seconds from 0.01 to 60, not " + chunkSeconds + ".");
    }
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw new WrongUseException(
          "--parallel needs a number from 1 to " + MOST_PARALLEL + ", not " + parallel + ".");
    }
    if (rate != null && rate < 1) {
      throw new WrongUseException("--rate needs a number of rows above 0, not " + rate + ".");
    }
  }

  private void requireSecondary(Phase phase) throws CommandFailure {
    switch (phase) {
      case OLD_ONLY:
        spec.commandLine()
            .getErr()
            .println(
                "WARNING: in old-only no write is mirrored, so what the application writes meanwhile"
                    + " will be missing from the copy. Stop it, or change the phase to"
                    + " both-required first.");
        return;
      case NEW_SECONDARY:
      case BOTH_REQUIRED:
      case NEW_PRIMARY:
        return;
      case NEW_ONLY:
        throw new CommandFailure(
            "In new-only there is no other database to copy to: old is no longer written.");
    }
    throw new AssertionError(phase);
  }

  private int show(BackfillPlan plan) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(Json.text(BackfillText.json(plan)));
    } else {
      BackfillText.lines(plan).forEach(out::println);
    }
    return plan.copyable() ? ExitCode.CLEAN : ExitCode.DIFFERENCES;
  }

  private int copy(
      Settings settings,
      ConfiguredDatabases configured,
      DatabasesToVerify databases,
      BackfillPlan plan)
      throws CommandFailure, SQLException {
    Path stateFolder = settings.stateDir().toAbsolutePath();
    Path folder = stateFolder.resolve("backfill");
    BackfillResult result;
    try (Checkpoints checkpoints = Checkpoints.open(folder, settings.stateSync());
        Reconciler reconciler = configured.reconciler(databases);
        BackfillProgressLine progress = BackfillProgressLine.on(spec.commandLine().getErr());
        Backfill backfill =
            new Backfill(
                databases,
                backfillOptions(settings),
                checkpoints,
                reconciler,
                new BackfillLag(stateFolder),
                progress)) {
      if (restart) {
        checkpoints.clear();
      }
      result = backfill.run(plan, identity(settings, plan), settings.tables()::includes);
    } catch (StateInUseException inUse) {
      throw new CommandFailure("Another backfill is under way. " + inUse.getMessage(), inUse);
    } catch (BackfillRefused refused) {
      throw new CommandFailure(
          "Nothing was copied.\n" + String.join("\n", refused.reasons()), refused);
    } catch (IOException failure) {
      throw new CommandFailure(
          "The checkpoint in " + folder + " can't be used: " + failure.getMessage(), failure);
    }
    log(settings, result);
    print(result);
    return result.left().isEmpty() ? ExitCode.CLEAN : ExitCode.DIFFERENCES;
  }

  private BackfillOptions backfillOptions(Settings settings) {
    return new BackfillOptions(
        Duration.ofMillis(Math.round(chunkSeconds * 1_000)),
        parallel,
        rate == null ? OptionalLong.empty() : OptionalLong.of(rate),
        MirrorLimits.of(settings).longestCommit());
  }

  private static BackfillIdentity identity(Settings settings, BackfillPlan plan) {
    String old = JdbcUrl.database(settings.oldDatabase().url());
    String other = JdbcUrl.database(settings.newDatabase().orElseThrow().url());
    switch (settings.phase().primary()) {
      case OLD:
        return new BackfillIdentity(old, other, plan);
      case NEW:
        return new BackfillIdentity(other, old, plan);
    }
    throw new AssertionError(settings.phase());
  }

  private static void log(Settings settings, BackfillResult result) {
    if (result.left().isEmpty()) {
      return;
    }
    try (DivergenceLog log = new DivergenceLog(settings, settings.mirrorTimeout())) {
      result
          .left()
          .forEach(
              (key, reason) ->
                  log.append(
                      Divergence.builder(DivergenceKind.WRITE_FAILED, DivergenceAction.LOGGED)
                          .phase(settings.phase())
                          .side(settings.phase().primary().other())
                          .table(key.table().toString())
                          .key(key.asMap())
                          .error(DatabaseError.message(reason))
                          .build()));
    }
  }

  private void print(BackfillResult result) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      Map<String, Object> json = BackfillText.json(result);
      out.println(Json.text(json));
    } else {
      BackfillText.lines(result).forEach(out::println);
    }
  }
}
