package dev.dualwrite.command;

import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.Settings;
import dev.dualwrite.divergence.DivergenceLog;
import dev.dualwrite.mirror.MirrorLimits;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.rows.Key;
import dev.dualwrite.verify.DatabasesToVerify;
import dev.dualwrite.verify.Difference;
import dev.dualwrite.verify.DifferenceJson;
import dev.dualwrite.verify.KeyList;
import dev.dualwrite.verify.KeyList.NamedRow;
import dev.dualwrite.verify.NotVerifiableException;
import dev.dualwrite.verify.Repair;
import dev.dualwrite.verify.RepairPreview;
import dev.dualwrite.verify.RepairResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies rows that differ from the primary to the secondary. */
@Command(
    name = "repair",
    description =
        "Copies the rows that the last verify named, or others, from the primary to the other"
            + " database, deletes included. It never writes to the primary.",
    footer = "Exit code 1 says that rows are left; with --dry-run, that rows differ.")
final class RepairCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Option(
      names = "--from-log",
      paramLabel = "FILE",
      description = "Take the open divergences of this log instead.")
  private Path log;

  @Option(names = "--table", paramLabel = "TABLE", description = "Take one row of this table.")
  private String table;

  @Option(
      names = "--key",
      paramLabel = "COLUMN=VALUE",
      description = "The row's key; once for each of its columns.")
  private List<String> key = List.of();

  @Option(names = "--dry-run", description = "Only say which of the rows differ.")
  private boolean dryRun;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long to go on at most; ${DEFAULT-VALUE} if absent.")
  private int waitSeconds;

  private final ClassLoader applicationLoader;

  RepairCommand(ClassLoader applicationLoader) {
    this.applicationLoader = applicationLoader;
  }

  @Override
  public Integer call() throws ConfigurationException, CommandFailure, WrongUseException {
    requireOneSource();
    Settings settings = PhaseInForce.in(options.settings());
    List<NamedRow> rows = rows(settings);
    ConfiguredDatabases configured = new ConfiguredDatabases(settings, applicationLoader);
    DatabasesToVerify databases = configured.inTheirRoles();
    Set<Key> keys = new RepairKeys(databases.primary()).of(rows);
    try {
      return dryRun ? preview(databases, keys) : repair(settings, configured, databases, keys);
    } catch (SQLException failure) {
      throw new CommandFailure(
          "A database can't be used: " + Secrets.mask(Words.oneLine(failure.getMessage())),
          failure);
    } catch (NotVerifiableException reason) {
      throw new CommandFailure(reason.getMessage(), reason);
    }
  }

  private void requireOneSource() throws WrongUseException {
    if ((table == null) != key.isEmpty()) {
      throw new WrongUseException("--table and --key go together.");
    }
    if (table != null && log != null) {
      throw new WrongUseException("Name rows either by --from-log or by --table and --key.");
    }
  }

  private List<NamedRow> rows(Settings settings) throws CommandFailure, WrongUseException {
    if (table != null) {
      return List.of(RepairKeys.row(table, key));
    }
    Path file =
        log == null ? settings.stateDir().toAbsolutePath().resolve(DifferenceJson.FILE) : log;
    try {
      KeyList list = KeyList.read(file);
      if (list.keyless() > 0) {
        spec.commandLine()
            .getErr()
            .println(
                Words.counted(list.keyless(), "record")
                    + " of the log without a key can't be repaired; verify their tables.");
      }
      return list.rows();
    } catch (NoSuchFileException missing) {
      throw new CommandFailure(
          log == null
              ? "There is no result of verify at " + file + ". Run verify first, on this machine."
              : "There is no file " + file.toAbsolutePath() + " (--from-log).",
          missing);
    } catch (IOException unreadable) {
      throw new CommandFailure(file.toAbsolutePath() + " can't be read: " + unreadable, unreadable);
    }
  }

  private int preview(DatabasesToVerify databases, Set<Key> keys)
      throws SQLException, NotVerifiableException {
    List<Difference> differences = new RepairPreview(databases).of(keys);
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(Json.text(RepairText.json(keys.size(), differences)));
    } else {
      RepairText.lines(keys.size(), differences).forEach(out::println);
    }
    return differences.isEmpty() ? ExitCode.CLEAN : ExitCode.DIFFERENCES;
  }

  private int repair(
      Settings settings, ConfiguredDatabases configured, DatabasesToVerify databases, Set<Key> keys)
      throws SQLException {
    RepairResult result;
    try (DivergenceLog divergences = new DivergenceLog(settings, settings.mirrorTimeout());
        Reconciler reconciler = configured.reconciler(databases)) {
      Repair repair =
          new Repair(
              reconciler, MirrorLimits.of(settings).longestCommit(), divergences, settings.phase());
      result = repair.run(keys, Duration.ofSeconds(Math.max(0, waitSeconds)));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(Json.text(RepairText.json(result)));
    } else {
      RepairText.lines(result).forEach(out::println);
    }
    return result.left().isEmpty() ? ExitCode.CLEAN : ExitCode.DIFFERENCES;
  }
}
