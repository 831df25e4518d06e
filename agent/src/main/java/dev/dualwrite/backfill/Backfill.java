package dev.dualwrite.backfill;

import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.sequences.SequenceAdvance;
import dev.dualwrite.sequences.SequenceSync;
import dev.dualwrite.verify.DatabasesToVerify;
import dev.dualwrite.verify.Failures;
import dev.dualwrite.verify.KeyText;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Copies the tables of a plan from the primary to the secondary, one after the other. */
public final class Backfill implements AutoCloseable {
  /** Beside live writes the primary goes on counting while it is looked at. */
  private static final long SEQUENCE_MARGIN = 1_000;

  private final DatabasesToVerify databases;
  private final BackfillOptions options;
  private final Checkpoints checkpoints;
  private final Reconciler reconciler;
  private final MirrorLag lag;
  private final BackfillProgress progress;
  private final ExecutorService threads = AgentThreads.workers("backfill");

  /**
   * Creates a backfill.
   *
   * @param reconciler copies single rows by their keys; the caller closes it
   * @param lag whether a running application is behind
   */
  public Backfill(
      DatabasesToVerify databases,
      BackfillOptions options,
      Checkpoints checkpoints,
      Reconciler reconciler,
      MirrorLag lag,
      BackfillProgress progress) {
    this.databases = databases;
    this.options = options;
    this.checkpoints = checkpoints;
    this.reconciler = reconciler;
    this.lag = lag;
    this.progress = progress;
  }

  /**
   * Copies all that isn't copied yet.
   *
   * @param included tells by a table's qualified name on old whether its sequences are to be set
   * @throws BackfillRefused when something stands against it; then nothing was written
   * @throws SQLException when a database can't be used; the next run goes on from here
   * @throws IOException when the checkpoint can't be written
   */
  public BackfillResult run(
      BackfillPlan plan, BackfillIdentity identity, Predicate<String> included)
      throws BackfillRefused, SQLException, IOException {
    long begun = System.nanoTime();
    refuseIfAny(new Preflight(databases).problems(plan));
    boolean continued = checkpoints.begin(identity);
    if (!continued) {
      refuseExtraRows(plan);
    }
    Map<TableName, CopiedTable> tables = copy(plan);
    Map<Key, String> left = leftRows().settle(LeftRows.Round.LAST);
    left.keySet()
        .forEach(key -> Optional.ofNullable(tables.get(key.table())).ifPresent(CopiedTable::leave));
    List<String> sequences = new ArrayList<>();
    List<String> sequencesLeft = new ArrayList<>();
    advanceSequences(included, sequences, sequencesLeft);
    checkpoints.done();
    checkpoints.flush();
    return new BackfillResult(
        new ArrayList<>(tables.values()),
        left,
        sequences,
        sequencesLeft,
        continued,
        Duration.ofNanos(System.nanoTime() - begun));
  }

  private static void refuseIfAny(List<String> problems) throws BackfillRefused {
    if (!problems.isEmpty()) {
      throw new BackfillRefused(problems);
    }
  }

  private void refuseExtraRows(BackfillPlan plan) throws SQLException, BackfillRefused {
    ExtraRows extraRows = new ExtraRows(databases, options.longestCommit());
    List<String> problems = new ArrayList<>();
    for (PlannedTable table : plan.tables()) {
      extraRows
          .of(table)
          .ifPresent(
              key ->
                  problems.add(
                      "Table "
                          + table
                          + " holds rows on "
                          + databases.secondary()
                          + " that "
                          + databases.primary()
                          + " hasn't, such as "
                          + KeyText.of(key)
                          + ". Empty it, or have verify name these rows and repair delete them."));
    }
    if (!problems.isEmpty()) {
      checkpoints.clear();
    }
    refuseIfAny(problems);
  }

  private Map<TableName, CopiedTable> copy(BackfillPlan plan) throws SQLException, IOException {
    Map<TableName, CopiedTable> tables = new LinkedHashMap<>();
    plan.tables().forEach(table -> tables.put(table.name(), new CopiedTable(table.name())));
    Pace pace = new Pace(options);
    Pressure pressure = new Pressure(databases.primary().dialect(), lag, pace);
    ProgressCount count = new ProgressCount(plan, checkpoints, progress);
    for (Step step : plan.steps()) {
      Checkpoints.Mark mark = checkpoints.mark(step);
      CopiedTable copied = tables.get(step.table().name());
      if (mark.done()) {
        copied.add(step.pass(), mark.rows(), Duration.ZERO);
        continue;
      }
      long begun = System.nanoTime();
      count.begin(step, mark.rows());
      long rows =
          new TableRun(step, databases, options, checkpoints, pace, pressure, count::at, threads)
              .run(threads);
      leftRows().settle(LeftRows.Round.BETWEEN);
      copied.add(step.pass(), rows, Duration.ofNanos(System.nanoTime() - begun));
    }
    return tables;
  }

  private LeftRows leftRows() {
    return new LeftRows(checkpoints.queue(), reconciler, options.longestCommit());
  }

  private void advanceSequences(Predicate<String> included, List<String> set, List<String> left) {
    try (SequenceSync sync =
        new SequenceSync(
            databases.primary().database(), databases.secondary().database(), included)) {
      SequenceAdvance advance = sync.advance(SEQUENCE_MARGIN);
      set.addAll(advance.set());
      left.addAll(advance.gaps().stream().map(String::valueOf).collect(Collectors.toList()));
    } catch (SQLException failure) {
      left.add("they can't be looked at now: " + Failures.text(failure));
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
