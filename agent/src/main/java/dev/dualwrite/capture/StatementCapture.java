package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.dialect.PreparedInside;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.plan.KeySource;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.StatementKind;
import dev.dualwrite.plan.Strategy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides what an execution is, and who takes part in it. */
final class StatementCapture {
  private StatementCapture() {}

  static Call before(
      HostStatement state, Statement statement, JdbcMethod method, Object[] arguments)
      throws SQLException {
    switch (method) {
      case ADD_BATCH:
        return onSuccess(
            () ->
                state
                    .batch()
                    .add(new HostStatement.BatchEntry((String) arguments[0], Bindings.NONE)));
      case ADD_PREPARED_BATCH:
        return onSuccess(
            () ->
                state
                    .batch()
                    .add(
                        new HostStatement.BatchEntry(
                            state.sql().orElse(""), state.binds().snapshot())));
      case CLEAR_BATCH:
        return onSuccess(state.batch()::clear);
      case CLEAR_PARAMETERS:
        return onSuccess(state::clearParameters);
      case GET_WARNINGS:
        return state.warningsSeen().map(StatementCapture::replaced).orElse(null);
      case CLEAR_WARNINGS:
        return onSuccess(state::forgetWarnings);
      case GET_GENERATED_KEYS:
        return generatedKeys(state, statement);
      case GET_RESULT_SET:
        return state
            .resultSeen()
            .map(rows -> replaced(CopiedResultSet.of(rows, Integer.MAX_VALUE, statement)))
            .orElse(null);
      case EXECUTE_BATCH:
      case EXECUTE_LARGE_BATCH:
        return batch(state, statement);
      case EXECUTE_PREPARED:
      case EXECUTE_PREPARED_QUERY:
      case EXECUTE_PREPARED_UPDATE:
      case EXECUTE_PREPARED_LARGE_UPDATE:
        return prepared(state, statement);
      default:
        return plain(state, statement, method, arguments);
    }
  }

  private static Call onSuccess(Runnable action) {
    CallEnd end =
        (call, result, thrown) -> {
          if (thrown == null) {
            action.run();
          }
        };
    return end.afterNative();
  }

  private static Call replaced(Object result) {
    CallEnd nothing = (call, outcome, thrown) -> {};
    return nothing.insteadOfNative(result, null);
  }

  private static Call generatedKeys(HostStatement state, Statement statement) throws SQLException {
    if (state.keyRequest().hiddenFromApplication()) {
      return keysOfUnaskedStatement(state);
    }
    Optional<CopiedRows> seen = state.keysSeen();
    return seen.isPresent()
        ? replaced(
            CopiedResultSet.of(seen.get(), state.keyRequest().columnsOfApplication(), statement))
        : null;
  }

  /** What the driver says when nobody asked for keys, in its own words. */
  private static Call keysOfUnaskedStatement(HostStatement state) throws SQLException {
    CallEnd nothing = (call, outcome, thrown) -> {};
    try {
      // Prepared and not executed, since MariaDB's driver refuses only then, and a plain statement
      // has keys that are empty.
      Statement unasked = state.host().connection().prepareStatement("SELECT 1");
      unasked.closeOnCompletion();
      ResultSet keys = unasked.getGeneratedKeys();
      return nothing.insteadOfNative(keys, null);
    } catch (SQLException refusal) {
      return nothing.insteadOfNative(null, refusal);
    }
  }

  private static Call prepared(HostStatement state, Statement statement) throws SQLException {
    if (state.preparation().filter(Preparation::isRead).isPresent()) {
      return null;
    }
    if (state.sql().isPresent()) {
      return execute(state, statement, state.plan(), state.binds()::snapshot);
    }
    Optional<PreparedInside> inside =
        state.host().migration().dialect().preparedInside((PreparedStatement) statement);
    if (!inside.isPresent()) {
      return UnmirroredExecution.ofUnknownText(state.host());
    }
    Binding[] values = inside.get().values().stream().map(Binding::ofValue).toArray(Binding[]::new);
    Bindings bindings = new Bindings(values);
    return execute(state, statement, state.host().plan(inside.get().sql()), () -> bindings);
  }

  private static Call plain(
      HostStatement state, Statement statement, JdbcMethod method, Object[] arguments)
      throws SQLException {
    String sql = (String) arguments[0];
    if (sql == null) {
      return null;
    }
    state.forgetWarnings();
    Plan plan = state.host().plan(sql);
    if (plan.kind() == StatementKind.READ) {
      return null;
    }
    KeyQuestion question = KeyQuestion.of(method, arguments, plan, state.host());
    state.keyRequest(question.asksMore() ? question.extended() : question.asWritten());
    Call call = execute(state, statement, plan, () -> Bindings.NONE);
    if (!question.asksMore() || !(call instanceof CallEnd.Ending)) {
      return call;
    }
    return PlainWithKeys.execute(
        ((CallEnd.Ending) call).end(), statement, method, sql, question.columnNames());
  }

  private static Call execute(
      HostStatement state, Statement statement, Plan plan, Supplier<Bindings> bindings) {
    if (plan.kind() == StatementKind.READ) {
      return null;
    }
    if (plan.transaction().isPresent()) {
      return TransactionCapture.before(state.host(), plan, plan.transaction().get());
    }
    Phase phase = state.host().phase();
    if (!plan.parts().isEmpty()) {
      return SeveralExecution.begin(
          state.host(), plan, write(state, statement, phase, Step.of(plan, bindings.get())));
    }
    if (plan.changesSession()) {
      return onSuccess(state.host()::sessionChanged);
    }
    if (!phase.mirrors()) {
      // Nobody asks for its parameters, and none is copied.
      audit(state, plan, plan.strategy());
      return null;
    }
    return write(state, statement, phase, Step.of(plan, bindings.get()));
  }

  private static Call batch(HostStatement state, Statement statement) throws SQLException {
    if (!state.sql().isPresent()) {
      // A batch of texts can't be asked for keys; what was asked for is an earlier execution's.
      state.keyRequest(KeyRequest.none());
    }
    List<Step> steps = new ArrayList<>(state.batch().size());
    for (HostStatement.BatchEntry entry : state.batch()) {
      steps.addAll(Step.of(state.host().plan(entry.sql()), entry.bindings()));
    }
    // As JDBC says, the batch is empty after its execution, however that ends.
    state.batch().clear();
    return write(state, statement, state.host().phase(), steps);
  }

  private static Call write(
      HostStatement state, Statement statement, Phase phase, List<Step> steps) {
    for (Step step : steps) {
      audit(state, step.plan(), step.strategy());
    }
    if (!phase.mirrors()) {
      return null;
    }
    List<Step> decided = decide(state, steps);
    if (decided.stream().anyMatch(step -> step.plan().commitsImplicitly())) {
      return DdlExecution.begin(state.host(), decided);
    }
    return decided.stream().anyMatch(Step::isMirrored)
        ? mirrored(state, statement, decided)
        : UnmirroredExecution.begin(state.host(), decided);
  }

  private static void audit(HostStatement state, Plan plan, Strategy strategy) {
    state.host().audit(plan);
    if (state.unrecorded().isPresent() && Step.isMirroredBy(strategy)) {
      state.host().auditHindered(plan, state.unrecorded().get());
    }
  }

  private static Call mirrored(HostStatement state, Statement statement, List<Step> steps) {
    try {
      return Execution.begin(state, statement, steps).afterNative();
    } catch (SQLException conflict) {
      // The transaction may be gone (InnoDB's deadlock): running the statement now would begin
      // another without what came before.
      CallEnd nothing = (call, result, thrown) -> {};
      return nothing.insteadOfNative(null, conflict);
    }
  }

  /** A text that names the primary's database can go by rows, but never as a statement. */
  private static boolean repeatsOnPrimary(HostStatement state, Step step) {
    Plan plan = step.plan();
    boolean keysKnown =
        plan.keysBefore().type() != KeySource.Type.NONE
            || plan.keysAfter().type() != KeySource.Type.NONE;
    return step.isStatement()
        && !keysKnown
        && !plan.rewritten()
        && state.host().migration().namesOwnDatabase(plan);
  }

  private static List<Step> decide(HostStatement state, List<Step> steps) {
    List<Step> decided = new ArrayList<>(steps.size());
    for (Step step : steps) {
      if (!state.host().migration().includes(step.plan())) {
        decided.add(step.by(Strategy.NONE));
      } else if (step.isMirrored()
          && (state.unrecorded().isPresent() || repeatsOnPrimary(state, step))) {
        decided.add(step.by(Strategy.UNMIRRORED));
      } else {
        decided.add(step);
      }
    }
    return decided;
  }
}
