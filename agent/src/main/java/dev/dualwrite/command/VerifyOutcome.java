package dev.dualwrite.command;

import dev.dualwrite.config.Settings;
import dev.dualwrite.divergence.DivergenceLog;
import dev.dualwrite.verify.Difference;
import dev.dualwrite.verify.DifferenceJson;
import dev.dualwrite.verify.LoggedDifferences;
import dev.dualwrite.verify.TableResult;
import dev.dualwrite.verify.VerifiedTable;
import dev.dualwrite.verify.VerifyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts what a verification finds where others look for it: differences into the divergence log as
 * they are found, results of tables into the state, and the differing keys beside it at the end.
 */
final class VerifyOutcome implements AutoCloseable {
  private final Settings settings;
  private final Consumer<String> complaints;
  private final List<TableResult> results = new ArrayList<>();
  private DivergenceLog log;
  private LoggedDifferences differences;
  private boolean unrecorded;

  VerifyOutcome(Settings settings, Consumer<String> complaints) {
    this.settings = settings;
    this.complaints = complaints;
  }

  void found(Difference difference) {
    if (log == null) {
      log = new DivergenceLog(settings, settings.mirrorTimeout());
      differences = new LoggedDifferences(log, settings.phase());
    }
    differences.accept(difference);
  }

  void done(TableResult result) {
    results.add(result);
    if (unrecorded) {
      return;
    }
    VerifiedTable verified = VerifiedTable.of(result, Instant.now());
    try {
      new ApplicationState(settings)
          .find(
              application -> {
                application.keep(verified);
                return true;
              },
              state -> {
                VerifyRecord.keep(state, verified);
                return true;
              });
    } catch (CommandFailure noState) {
      unrecorded = true;
      complaints.accept("The result isn't recorded in the state. " + noState.getMessage());
    }
  }

  List<TableResult> results() {
    return List.copyOf(results);
  }

  /** Leaves the differing keys for a repair. */
  @Override
  public void close() {
    Path folder = settings.stateDir().toAbsolutePath();
    try {
      if (Files.isDirectory(folder)) {
        DifferenceJson.keep(results, folder);
      }
    } catch (IOException failure) {
      complaints.accept("What differs can't be kept for repair in " + folder + ": " + failure);
    } finally {
      if (log != null) {
        log.close();
      }
    }
  }
}
