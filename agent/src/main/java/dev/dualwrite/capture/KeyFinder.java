package dev.dualwrite.capture;

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
 * Finds the keys of the rows that a statement touches, from its plan, its bind values and what the
 * driver returned.
 */
final class KeyFinder {
  private KeyFinder() {}

  /**
   * Finds keys before the statement runs.
   *
   * @throws SQLException when the primary refuses the question for them
   */
  static List<Key> before(Plan plan, Bindings bindings, HostReader reader) throws SQLException {
    KeySource source = plan.keysBefore();
    switch (source.type()) {
      case NONE:
        return List.of();
      case VALUES:
        return values(plan, source, bindings);
      case SELECTED:
        return reader.selectKeys(
            plan.table().get(),
            source.keyQuery(),
            bindings.some(source.keyQueryParameters(), plan.firstParameter()));
      case GENERATED:
      case RETURNED:
        throw new IllegalStateException(
            "keys that come after the statement, in keysBefore of " + plan);
    }
    throw new AssertionError(source.type());
  }

  /** Finds keys that bind values and literals tell; for keysAfter of type VALUES. */
  static List<Key> values(Plan plan, KeySource source, Bindings bindings) {
    TableDescription table = plan.table().get();
    List<Key> keys = new ArrayList<>(source.rows().size());
    for (List<Operand> operands : source.rows()) {
      List<Object> values = new ArrayList<>(operands.size());
      for (Operand operand : operands) {
        values.add(value(operand, plan, bindings));
      }
      keys.add(Key.of(table.name(), table.primaryKey(), values));
    }
    return keys;
  }

  private static Object value(Operand operand, Plan plan, Bindings bindings) {
    switch (operand.type()) {
      case PARAMETER:
        return bindings.value(plan.firstParameter() + operand.parameterIndex() - 1);
      case LITERAL:
        return operand.literalValue();
      case GENERATED:
        throw new IllegalStateException("a generated value isn't known before the statement");
    }
    throw new AssertionError(operand.type());
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
   * The keys of inserted rows of which the driver returned the generated columns.
   *
   * @param generated what the driver returned: row n belongs to row n of all the statement's rows
   * @param offset the number of the statement's rows before these
   */
  static Optional<List<Key>> generated(
      Plan plan, Bindings bindings, CopiedRows generated, int offset) {
    TableDescription table = plan.table().get();
    List<List<Operand>> rows = plan.keysAfter().rows();
    List<Key> keys = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      if (offset + row >= generated.size()) {
        return Optional.empty();
      }
      List<Object> values = new ArrayList<>();
      for (Operand operand : rows.get(row)) {
        if (operand.type() != Operand.Type.GENERATED) {
          values.add(value(operand, plan, bindings));
          continue;
        }
        int index = generated.columns() == 1 ? 0 : generated.indexOf(operand.column());
        if (index < 0) {
          return Optional.empty();
        }
        values.add(generated.value(offset + row, index));
      }
      keys.add(Key.of(table.name(), table.primaryKey(), values));
    }
    return Optional.of(keys);
  }
}
