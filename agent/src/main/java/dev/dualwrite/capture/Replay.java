package dev.dualwrite.capture;

import dev.dualwrite.mirror.ParameterSetter;
import dev.dualwrite.mirror.Secondary;
import dev.dualwrite.mirror.StatementReplay;
import dev.dualwrite.mirror.TwinTask;
import dev.dualwrite.plan.KeySource;
import dev.dualwrite.plan.Operand;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.RenderedSql;
import dev.dualwrite.plan.RowChange;
import dev.dualwrite.plan.RowChangeRenderer;
import dev.dualwrite.schema.TableDescription;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Repeats steps of one plan on the twin: with the application's own SQL, or rendered in the twin's
 * dialect with the keys that the primary made.
 */
final class Replay {
  private Replay() {}

  static TwinTask<Long> of(Plan plan, List<Step> steps, Secondary secondary) {
    boolean asWritten =
        secondary.speaksAsPrimary() && plan.keysAfter().type() != KeySource.Type.GENERATED;
    return asWritten ? asWritten(plan, steps) : rendered(plan, steps, secondary);
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

  private static TwinTask<Long> rendered(Plan plan, List<Step> steps, Secondary secondary) {
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
        rows.add(statement -> bind(statement, sql.operands(), step));
      }
      return StatementReplay.of(sql.sql(), rows).run(twin);
    };
  }

  private static void bind(PreparedStatement statement, List<Operand> operands, Step step)
      throws SQLException {
    int generated = 0;
    for (int i = 0; i < operands.size(); i++) {
      Operand operand = operands.get(i);
      switch (operand.type()) {
        case PARAMETER:
          step.bindings()
              .bind(statement, step.plan().firstParameter() + operand.parameterIndex() - 1, i + 1);
          break;
        case LITERAL:
          statement.setObject(i + 1, operand.literalValue());
          break;
        case GENERATED:
          statement.setObject(i + 1, step.generatedValue(operand.column(), generated++));
          break;
      }
    }
  }
}
