package dev.dualwrite.capture;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mirror.HostReader;
import dev.dualwrite.plan.KeySource;
import dev.dualwrite.plan.Operand;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableDescription;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the keys of the rows that a statement touches, from its plan, its bind values, what the
 * driver returned, or by asking the primary.
 */
final class KeyFinder {
  private KeyFinder() {}

  /**
   * Finds keys that can be told without the driver's returned rows.
   *
   * @throws SQLException when the primary refuses the question for them
   */
  static List<Key> known(Step step, KeySource source, HostReader reader) throws SQLException {
    Plan plan = step.plan();
    switch (source.type()) {
      case NONE:
        return List.of();
      case VALUES:
        return values(plan, source, step.bindings());
      case SELECTED:
        return reader.selectKeys(plan.table().get(), source.keyQuery(), step.parametersOf(source));
      case GENERATED:
      case RETURNED:
        throw new IllegalStateException("keys that only the driver can return, in " + plan);
    }
    throw new AssertionError(source.type());
  }

  /** Finds keys that bind values and literals tell. */
  static List<Key> values(Plan plan, KeySource source, Bindings bindings) {
    TableDescription table = plan.table().get();
    List<Key> keys = new ArrayList<>(source.rows().size());
    for (List<Operand> operands : source.rows()) {
      List<Object> values = new ArrayList<>(operands.size());
      for (Operand operand : operands) {
        values.add(bindings.value(operand, plan));
      }
      keys.add(Key.of(table.name(), table.primaryKey(), values));
    }
    return keys;
  }

  /**
   * The keys of rows that the driver returned, each with all key columns; empty when a column is
   * missing.
   */
  static Optional<List<Key>> returned(TableDescription table, CopiedRows rows) {
    List<Key> keys = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      List<Object> values = new ArrayList<>();
      for (String column : table.primaryKey()) {
        int index = rows.indexOf(column);
        if (index < 0) {
          return Optional.empty();
        }
        values.add(rows.value(row, index));
      }
      keys.add(Key.of(table.name(), table.primaryKey(), values));
    }
    return Optional.of(keys);
  }

  /**
   * The keys of inserted rows of which the primary made some; empty when the driver didn't return
   * one that is needed.
   */
  static Optional<List<Key>> generated(Step step, Generated generated, Dialect dialect) {
    Plan plan = step.plan();
    TableDescription table = plan.table().get();
    List<Key> keys = new ArrayList<>();
    for (List<Operand> operands : plan.keysAfter().rows()) {
      List<Object> values = new ArrayList<>();
      boolean drawn = false;
      for (Operand operand : operands) {
        if (!step.bindings().isGenerated(operand, plan, dialect)) {
          values.add(step.bindings().value(operand, plan));
          continue;
        }
        Optional<Object> value = generated.value(operand.column());
        if (!value.isPresent()) {
          return Optional.empty();
        }
        values.add(value.get());
        step.addGenerated(operand.column(), value.get());
        drawn = true;
      }
      generated.rowDone(drawn);
      keys.add(Key.of(table.name(), table.primaryKey(), values));
    }
    return Optional.of(keys);
  }
}
