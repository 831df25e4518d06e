package dev.dualwrite.capture;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mirror.ParameterSetter;
import dev.dualwrite.mirror.StatementReplay;
import dev.dualwrite.mirror.TwinTask;
import dev.dualwrite.plan.Operand;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.RenderedSql;
import dev.dualwrite.plan.RowChange;
import dev.dualwrite.plan.RowChangeRenderer;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.schema.TableDescription;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Repeats steps of one plan on the twin: with the application's own SQL, or rendered in the twin's
 * dialect with the keys that the primary made.
 */
final class Replay {
  private Replay() {}

  static TwinTask<Long> of(Plan plan, List<Step> steps, Secondary secondary, Dialect primary) {
    TwinTask<Long> replay =
        plan.rewritten() ? rendered(plan, steps, secondary, primary) : asWritten(plan, steps);
    return steps.size() == 1 && steps.get(0).countsRows() ? TwinTask.oneStatement(replay) : replay;
  }

  private static TwinTask<Long> asWritten(Plan plan, List<Step> steps) {
    if (plan.parameterCount() == 0 && steps.size() == 1) {
      return StatementReplay.of(plan.sql());
    }
    List<Integer> all =
        IntStream.rangeClosed(1, plan.parameterCount()).boxed().collect(Collectors.toList());
    List<ParameterSetter> rows =
        steps.stream()
            .map(step -> step.bindings().some(all, plan.firstParameter()))
            .collect(Collectors.toList());
    return StatementReplay.of(plan.sql(), rows);
  }

  private static TwinTask<Long> rendered(
      Plan plan, List<Step> steps, Secondary secondary, Dialect primary) {
    RowChange change =
        plan.change()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "a plan to be rendered without a row change: " + plan));
    return twin -> {
      TableDescription target = secondary.requireTable(plan.table().get());
      RenderedSql sql = RowChangeRenderer.render(change, secondary.dialect(), target);
      List<ParameterSetter> rows = new ArrayList<>(steps.size());
      for (Step step : steps) {
        rows.add(statement -> bind(statement, sql.operands(), step, primary));
      }
      return StatementReplay.of(sql.sql(), rows).run(twin);
    };
  }

  private static void bind(
      PreparedStatement statement, List<Operand> operands, Step step, Dialect primary)
      throws SQLException {
    Map<String, Iterator<Object>> generated = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      Operand operand = operands.get(i);
      if (step.bindings().isGenerated(operand, step.plan(), primary)) {
        Iterator<Object> values =
            generated.computeIfAbsent(
                operand.column(), column -> step.generated(column).iterator());
        statement.setObject(i + 1, values.next());
      } else {
        step.bindings()
            .bind(statement, step.plan().firstParameter() + operand.parameterIndex() - 1, i + 1);
      }
    }
  }
}
