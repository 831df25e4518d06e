package dev.dualwrite.capture;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mirror.HostReader;
import dev.dualwrite.plan.KeySource;
import dev.dualwrite.plan.StatementKind;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Searches the keys of the rows that the steps of one execution touch, before it and after it. */
final class KeySearch {
  private final HostStatement state;
  private final List<Step> steps;

  KeySearch(HostStatement state, List<Step> steps) {
    this.state = state;
    this.steps = steps;
  }

  /**
   * Finds the keys that can only be found before the statement runs.
   *
   * @throws SQLException when the primary refuses the question for them
   */
  void before(Step step) throws SQLException {
    step.driverAsked(state.keyRequest().asked() || step.plan().returnsRows());
    KeySource source = step.keysBefore();
    if (source.type() == KeySource.Type.SELECTED) {
      step.addNamed(KeyFinder.values(step.plan(), source, step.bindings()));
    }
    step.addKeys(source, KeyFinder.known(step, source, reader()));
  }

  /**
   * Finds the keys of all steps that can be found after the statement has run; returns the steps of
   * which they can't.
   *
   * @throws SQLException when the primary refuses the question for them
   */
  List<Step> after(Optional<CopiedRows> returned) throws SQLException {
    Generated generated = new Generated(returned, insertedRows());
    List<Step> unknown = new ArrayList<>();
    for (Step step : steps) {
      if (!step.isMirrored()) {
        continue;
      }
      Optional<List<Key>> keys = after(step, returned, generated);
      if (keys.isPresent()) {
        step.addKeys(step.keysAfter(), keys.get());
      } else {
        unknown.add(step);
      }
    }
    return unknown;
  }

  private int insertedRows() {
    return steps.stream().mapToInt(step -> step.plan().keysAfter().rows().size()).sum();
  }

  private Optional<List<Key>> after(Step step, Optional<CopiedRows> returned, Generated generated)
      throws SQLException {
    KeySource source = step.keysAfter();
    if (source.ofLastOnly() && steps.size() > 1) {
      return Optional.empty();
    }
    switch (source.type()) {
      case NONE:
      case VALUES:
      case SELECTED:
        return Optional.of(KeyFinder.known(step, source, reader()));
      case GENERATED:
        return KeyFinder.generated(step, generated, dialect());
      case RETURNED:
        return returned.flatMap(rows -> KeyFinder.returned(step.plan().table().get(), rows));
    }
    throw new AssertionError(source.type());
  }

  /**
   * Finds the rows as well that came to match between the question for the keys and the statement;
   * returns false where the step touched more than are found.
   *
   * @throws SQLException when the primary can't be asked for them
   */
  boolean completes(Step step, long count) throws SQLException {
    StatementKind kind = step.plan().kind();
    boolean countsRows =
        kind == StatementKind.INSERT
            || kind == StatementKind.UPDATE
            || kind == StatementKind.DELETE;
    if (!countsRows || !step.selectedKeys() || count <= step.keys().size()) {
      return true;
    }
    step.addHeld(new LateRows(state.host()).of(step));
    // Or an earlier step of the same execution made them match, and names them.
    return count <= keysFoundIn(step.plan().tableName());
  }

  private int keysFoundIn(Optional<TableName> table) {
    return steps.stream()
        .filter(step -> step.plan().tableName().equals(table))
        .mapToInt(step -> step.keys().size())
        .sum();
  }

  private HostReader reader() {
    return state.host().reader();
  }

  private Dialect dialect() {
    return state.host().migration().dialect();
  }
}
