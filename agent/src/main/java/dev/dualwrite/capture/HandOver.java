package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.divergence.Origin;
import dev.dualwrite.divergence.OriginFinder;
import dev.dualwrite.mirror.MirrorTransaction;
import dev.dualwrite.mirror.TwinTask;
import dev.dualwrite.mirror.Write;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.Strategy;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the steps of an execution to the mirrored transaction, each by the strategy of its plan.
 */
final class HandOver {
  private static final Logger logger = LoggerFactory.getLogger(HandOver.class);

  private final HostStatement state;
  private final Statement statement;
  private final HostConnection host;
  private final List<Step> steps;
  private final KeySearch keys;
  private final MirrorTransaction transaction;
  private final Optional<Origin> origin;

  HandOver(
      HostStatement state, Statement statement, List<Step> steps, MirrorTransaction transaction) {
    this.state = state;
    this.statement = statement;
    this.host = state.host();
    this.steps = steps;
    this.keys = new KeySearch(state, steps);
    this.transaction = transaction;
    this.origin = OriginFinder.ofThisCall();
  }

  /**
   * Finds the keys that can only be found before the statement runs.
   *
   * @throws SQLException when others were in the way (a deadlock, a lock's timeout): what the
   *     statement itself would have met, and the application must hear of
   */
  void findKeysBefore() throws SQLException {
    for (Step step : steps) {
      if (!step.isMirrored() || !transaction.wantsKeys()) {
        continue;
      }
      try {
        keys.before(step);
      } catch (SQLException e) {
        Dialect dialect = host.migration().dialect();
        if (dialect.errors().isConflict(e) || dialect.endsTransaction(e)) {
          throw e;
        }
        lose(step, "the keys of its rows could not be read on the primary: " + e.getMessage());
      } catch (RuntimeException | Error bug) {
        logger.error("Dualwrite failed to find the keys of a write, which is lost", bug);
        lose(step, "a fault of the agent: " + bug);
      }
    }
  }

  /** The native call returned. */
  void afterSuccess(Call call, Object result) {
    try {
      keepWarnings();
      UpdateCounts counts = UpdateCounts.of(result, statement);
      Optional<CopiedRows> returned = ReturnedRows.read(state, statement, steps, call, result);
      findKeysAfter(returned);
      handOver(ReturnedRows.count(steps, returned).orElse(counts));
    } catch (SQLException e) {
      loseAll("what the primary did could not be read: " + e.getMessage());
    }
  }

  /** Of the session's last statement alone, which is one of ours in a moment. */
  private void keepWarnings() throws SQLException {
    state.forgetWarnings();
    if (host.migration().dialect().warningsAreOfLastStatement()) {
      state.warningsSeen(statement.getWarnings());
    }
  }

  /** A batch failed half-way, on a vendor where what it has done stays. */
  void afterPartialBatch(UpdateCounts counts) {
    try {
      findKeysAfter(Optional.empty());
      handOver(counts);
    } catch (SQLException e) {
      loseAll("what the primary did could not be read: " + e.getMessage());
    }
  }

  /**
   * A text of several statements failed half-way on a vendor where what was done before stays, or
   * the driver threw when all was done: nobody tells how far it came, so the rows of all of it are
   * copied as they are now.
   */
  void afterUnknownPart() {
    try {
      findKeysAfter(Optional.empty());
      for (Step step : steps) {
        if (step.isMirrored() && step.mayHaveRemovedUnknownRows()) {
          lose(step, "it failed, perhaps half-way, and the keys of its rows aren't known");
        }
      }
      copyRows(steps.stream().filter(Step::isMirrored).collect(Collectors.toList()));
    } catch (SQLException e) {
      loseAll("what the primary did could not be read: " + e.getMessage());
    }
  }

  private void findKeysAfter(Optional<CopiedRows> returned) throws SQLException {
    for (Step unknown : keys.after(returned)) {
      lose(unknown, "the primary didn't return the keys of its rows, so they aren't known");
    }
  }

  private void handOver(UpdateCounts counts) throws SQLException {
    List<Step> byRows = new ArrayList<>();
    StepBatch batch = new StepBatch(this::repeat);
    Map<Step, Long> touched = touched(counts);
    Set<Step> unrepeatable =
        touched.keySet().stream().filter(this::goesByRows).collect(Collectors.toSet());
    for (Map.Entry<Step, Long> each : touched.entrySet()) {
      Step step = each.getKey();
      // Later steps have run on the primary already: a copied row holds their effect, so they must
      // not be repeated on top of it.
      boolean copyable = !unrepeatable.isEmpty() && !step.keys().isEmpty();
      if (copyable || unrepeatable.contains(step)) {
        byRows.add(step);
      } else {
        batch.add(step, each.getValue());
      }
    }
    batch.flush();
    copyRows(byRows);
  }

  /** Returns the steps to be mirrored that touched rows, in order, with how many. */
  private Map<Step, Long> touched(UpdateCounts counts) throws SQLException {
    Map<Step, Long> touched = new LinkedHashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      long count = step.countsRows() ? counts.count(i) : Write.UNKNOWN_COUNT;
      if (count == 0 || (step.counted() && !counts.done(i))) {
        continue;
      }
      if (step.strategy() == Strategy.UNMIRRORED) {
        host.migration().unmirrored(transaction.phase(), step.plan());
      }
      if (step.isMirrored()) {
        step.done(count);
        touched.put(step, count);
        if (!keys.completes(step, count)) {
          lose(step, "another transaction made it touch rows that were not found before it");
        }
      }
    }
    return touched;
  }

  /** Whether it can't be repeated, or would touch rows on the secondary that it hasn't touched. */
  private boolean goesByRows(Step step) {
    return step.strategy() == Strategy.ROWS
        || step.namesUntouchedRows()
        || (!step.keys().isEmpty() && host.migration().namesOwnDatabase(step.plan()))
        || (!step.keys().isEmpty() && !step.bindings().allFit(host.migration().twinDriverLoader()));
  }

  private void repeat(List<Step> done, long count) {
    List<Key> keys = new ArrayList<>();
    done.forEach(step -> keys.addAll(step.keys()));
    TwinTask<Long> task =
        Replay.of(
            done.get(0).plan(),
            done,
            host.migration().mirror().secondary(),
            host.migration().dialect());
    transaction.write(write(done, keys, count, task));
  }

  private void copyRows(List<Step> byRows) throws SQLException {
    Map<TableName, List<Step>> byTable = new LinkedHashMap<>();
    for (Step step : byRows) {
      if (!step.keys().isEmpty()) {
        byTable
            .computeIfAbsent(step.plan().table().get().name(), name -> new ArrayList<>())
            .add(step);
      }
    }
    for (List<Step> sameTable : byTable.values()) {
      copyRowsOfTable(sameTable);
    }
  }

  private void copyRowsOfTable(List<Step> sameTable) throws SQLException {
    TableDescription table = sameTable.get(0).plan().table().get();
    Set<Key> held = new LinkedHashSet<>();
    Set<Key> named = new LinkedHashSet<>();
    for (Step step : sameTable) {
      held.addAll(step.heldKeys());
      named.addAll(step.namedKeys());
    }
    named.removeAll(held);
    List<Key> all = new ArrayList<>(held);
    all.addAll(named);
    TwinTask<Long> copy =
        transaction.asksTwin()
            ? host.migration()
                .mirror()
                .copyRows(host.reader(), table, List.copyOf(held), List.copyOf(named))
            : twin -> Write.UNKNOWN_COUNT;
    transaction.write(write(sameTable, all, Write.UNKNOWN_COUNT, copy));
  }

  private Write write(List<Step> done, List<Key> keys, long count, TwinTask<Long> task) {
    Plan plan = done.get(0).plan();
    return new Write(
        plan.sql(),
        plan.table(),
        plan.tableName().map(TableName::toString).orElse(""),
        keys,
        count,
        origin,
        () -> Step.bindValues(done),
        task);
  }

  /** Nothing of this execution reaches the secondary, and with it nothing of its transaction. */
  void loseAll(String reason) {
    for (Step step : steps) {
      if (step.strategy() != Strategy.NONE) {
        lose(step, reason);
      }
    }
  }

  private void lose(Step step, String reason) {
    transaction.lose(
        reason,
        write(List.of(step), step.keys(), Write.UNKNOWN_COUNT, twin -> Write.UNKNOWN_COUNT));
  }
}
