package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.divergence.Origin;
import dev.dualwrite.divergence.OriginFinder;
import dev.dualwrite.mirror.HostReader;
import dev.dualwrite.mirror.MirrorTransaction;
import dev.dualwrite.mirror.TwinTask;
import dev.dualwrite.mirror.Write;
import dev.dualwrite.plan.KeySource;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.StatementKind;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the keys of an execution's steps, and hands each step to the mirrored transaction by the
 * strategy of its plan.
 */
final class HandOver {
  private static final Logger logger = LoggerFactory.getLogger(HandOver.class);

  private final HostStatement state;
  private final Statement statement;
  private final HostConnection host;
  private final List<Step> steps;
  private final MirrorTransaction transaction;
  private final Optional<Origin> origin;

  HandOver(
      HostStatement state, Statement statement, List<Step> steps, MirrorTransaction transaction) {
    this.state = state;
    this.statement = statement;
    this.host = state.host();
    this.steps = steps;
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
      KeySource source = step.keysBefore(driverReturnsKeys(step));
      try {
        step.addKeys(KeyFinder.known(step.plan(), source, step.bindings(), reader()));
      } catch (SQLException e) {
        Dialect dialect = host.migration().dialect();
        if (dialect.isConflict(e) || dialect.endsTransaction(e)) {
          throw e;
        }
        lose(step, "the keys of its rows could not be read on the primary: " + e.getMessage());
      } catch (RuntimeException | Error bug) {
        logger.error("Dualwrite failed to find the keys of a write, which is lost", bug);
        lose(step, "a fault of the agent: " + bug);
      }
    }
  }

  private boolean driverReturnsKeys(Step step) {
    return state.keyRequest().asked() || step.plan().returnsRows();
  }

  /** The native call returned. */
  void afterSuccess(Call call, Object result) {
    try {
      keepWarnings();
      UpdateCounts counts = UpdateCounts.of(result, statement);
      findKeysAfter(ReturnedRows.read(state, statement, steps, call, result));
      handOver(counts);
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
        if (step.isMirrored() && step.keys().isEmpty()) {
          lose(step, "it failed, perhaps half-way, and the keys of its rows aren't known");
        }
      }
      copyAllRows();
    } catch (SQLException e) {
      loseAll("what the primary did could not be read: " + e.getMessage());
    }
  }

  private void copyAllRows() throws SQLException {
    Map<TableName, List<Step>> byTable = new LinkedHashMap<>();
    for (Step step : steps) {
      if (step.isMirrored() && !step.keys().isEmpty()) {
        byTable
            .computeIfAbsent(step.plan().table().get().name(), name -> new ArrayList<>())
            .add(step);
      }
    }
    for (List<Step> sameTable : byTable.values()) {
      copyRows(sameTable);
    }
  }

  private void findKeysAfter(Optional<CopiedRows> returned) throws SQLException {
    Generated generated = new Generated(returned, insertedRows());
    for (Step step : steps) {
      if (!step.isMirrored()) {
        continue;
      }
      Optional<List<Key>> keys = keysAfter(step, returned, generated);
      if (keys.isPresent()) {
        step.addKeys(keys.get());
      } else {
        lose(step, "the primary didn't return the keys of its rows, so they aren't known");
      }
    }
  }

  private int insertedRows() {
    return steps.stream().mapToInt(step -> step.plan().keysAfter().rows().size()).sum();
  }

  private Optional<List<Key>> keysAfter(
      Step step, Optional<CopiedRows> returned, Generated generated) throws SQLException {
    KeySource source = step.keysAfter();
    if (source.ofLastOnly() && steps.size() > 1) {
      return Optional.empty();
    }
    switch (source.type()) {
      case NONE:
      case VALUES:
      case SELECTED:
        return Optional.of(KeyFinder.known(step.plan(), source, step.bindings(), reader()));
      case GENERATED:
        return KeyFinder.generated(step, generated, host.migration().dialect());
      case RETURNED:
        return returned.flatMap(rows -> KeyFinder.returned(step.plan().table().get(), rows));
    }
    throw new AssertionError(source.type());
  }

  private void handOver(UpdateCounts counts) throws SQLException {
    boolean someByRows = steps.stream().anyMatch(step -> step.isMirrored() && goesByRows(step));
    Map<TableName, List<Step>> byRows = new LinkedHashMap<>();
    Batch batch = new Batch();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      long count = step.countsRows() ? counts.count(i) : Write.UNKNOWN_COUNT;
      boolean untouched = count == 0 || (step.counted() && !counts.done(i));
      if (!untouched && step.strategy() == Strategy.UNMIRRORED) {
        host.migration().unmirrored(transaction.phase(), step.plan());
      }
      if (untouched || !step.isMirrored()) {
        continue;
      }
      if (touchedMoreThanFound(step, count)) {
        lose(step, "another transaction made it touch rows that were not found before it");
      }
      // Later steps have run on the primary already: a copied row holds their effect, so they must
      // not be repeated on top of it.
      if (goesByRows(step) || (someByRows && !step.keys().isEmpty())) {
        byRows
            .computeIfAbsent(step.plan().table().get().name(), name -> new ArrayList<>())
            .add(step);
      } else {
        batch.add(step, count);
      }
    }
    batch.flush();
    for (List<Step> sameTable : byRows.values()) {
      copyRows(sameTable);
    }
  }

  /**
   * A row that comes to match between the question for the keys and the statement isn't among them,
   * unless an earlier step of the same execution names it.
   */
  private boolean touchedMoreThanFound(Step step, long count) {
    boolean countsRows =
        step.plan().kind() == StatementKind.UPDATE || step.plan().kind() == StatementKind.DELETE;
    return countsRows && step.selectedKeys() && count > keysFoundIn(step.plan().tableName());
  }

  private int keysFoundIn(Optional<TableName> table) {
    return steps.stream()
        .filter(step -> step.plan().tableName().equals(table))
        .mapToInt(step -> step.keys().size())
        .sum();
  }

  private boolean goesByRows(Step step) {
    return step.strategy() == Strategy.ROWS
        || (!step.keys().isEmpty() && host.migration().namesOwnDatabase(step.plan()))
        || (!step.keys().isEmpty() && !step.bindings().allFit(host.migration().twinDriverLoader()));
  }

  private void copyRows(List<Step> sameTable) throws SQLException {
    Plan plan = sameTable.get(0).plan();
    TableDescription table = plan.table().get();
    Set<Key> keys = new LinkedHashSet<>();
    sameTable.forEach(step -> keys.addAll(step.keys()));
    List<Key> all = new ArrayList<>(keys);
    if (all.isEmpty()) {
      return;
    }
    TwinTask<Long> copy =
        transaction.asksTwin()
            ? host.migration().mirror().copyRows(reader(), table, all)
            : twin -> Write.UNKNOWN_COUNT;
    transaction.write(write(sameTable, all, Write.UNKNOWN_COUNT, copy));
  }

  private HostReader reader() {
    return host.reader();
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

  /**
   * Collects consecutive steps of one plan, to be one batch on the twin as they were on the host.
   */
  private final class Batch {
    private final List<Step> pending = new ArrayList<>();
    private long count;

    void add(Step step, long stepCount) {
      if (!pending.isEmpty() && pending.get(0).plan() != step.plan()) {
        flush();
      }
      boolean unknown =
          stepCount == Write.UNKNOWN_COUNT || (count == Write.UNKNOWN_COUNT && !pending.isEmpty());
      count = unknown ? Write.UNKNOWN_COUNT : (pending.isEmpty() ? 0 : count) + stepCount;
      pending.add(step);
    }

    void flush() {
      if (pending.isEmpty()) {
        return;
      }
      Plan plan = pending.get(0).plan();
      List<Step> done = List.copyOf(pending);
      List<Key> keys = new ArrayList<>();
      done.forEach(step -> keys.addAll(step.keys()));
      transaction.write(
          write(
              done,
              keys,
              count,
              Replay.of(
                  plan, done, host.migration().mirror().secondary(), host.migration().dialect())));
      pending.clear();
    }
  }
}
