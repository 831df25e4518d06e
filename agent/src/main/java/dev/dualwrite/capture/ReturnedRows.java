package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.plan.Hazard;
import dev.dualwrite.plan.KeySource;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Reads the keys, or the returned rows, of an execution where they are needed, in such a way that
 * the application can still read them.
 */
final class ReturnedRows {
  private ReturnedRows() {}

  /**
   * Reads what the driver returned, if a plan needs it.
   *
   * @throws SQLException the driver's
   */
  static Optional<CopiedRows> read(
      HostStatement state, Statement statement, List<Step> steps, Call call, Object result)
      throws SQLException {
    state.forgetSeen();
    // One that the driver prepared for itself is read by it, and it knows no result but its own.
    boolean drivers = statement instanceof PreparedStatement && !state.sql().isPresent();
    if (steps.stream().noneMatch(step -> needed(step) || (!drivers && counted(step)))) {
      return Optional.empty();
    }
    if (steps.get(0).plan().returnsRows()) {
      return rowsOf(state, statement, call, result);
    }
    return state.keyRequest().asked() ? keysOf(state, statement) : Optional.empty();
  }

  private static boolean needed(Step step) {
    KeySource.Type type = step.keysAfter().type();
    return step.isMirrored()
        && (type == KeySource.Type.GENERATED || type == KeySource.Type.RETURNED);
  }

  private static boolean counted(Step step) {
    return step.isMirrored() && returnsTouched(step);
  }

  /** A query around a writing WITH returns rows of its own. */
  private static boolean returnsTouched(Step step) {
    return step.plan().returnsRows() && !step.plan().hazards().contains(Hazard.WRITING_CTE);
  }

  /** How many rows a statement touched that returns them, for which drivers give no count. */
  static Optional<UpdateCounts> count(List<Step> steps, Optional<CopiedRows> returned) {
    return steps.size() == 1 && returnsTouched(steps.get(0))
        ? returned.map(rows -> UpdateCounts.single(rows.size()))
        : Optional.empty();
  }

  private static Optional<CopiedRows> rowsOf(
      HostStatement state, Statement statement, Call call, Object result) throws SQLException {
    boolean query = result instanceof ResultSet;
    ResultSet rows = query ? (ResultSet) result : statement.getResultSet();
    if (rows == null) {
      return Optional.empty();
    }
    CopiedRows copy = CopiedRows.of(rows);
    if (query) {
      call.replaceResult(CopiedResultSet.of(copy, Integer.MAX_VALUE, statement));
    } else {
      state.resultSeen(copy);
    }
    return Optional.of(copy);
  }

  private static Optional<CopiedRows> keysOf(HostStatement state, Statement statement)
      throws SQLException {
    // Left open: H2 takes a result set's metadata away with it, and the application may ask for
    // that.
    CopiedRows copy = CopiedRows.of(statement.getGeneratedKeys());
    boolean forApplication = !state.keyRequest().hiddenFromApplication();
    if (forApplication
        && (state.keyRequest().partlyHidden()
            || state.host().migration().dialect().readingKeysConsumesThem())) {
      state.keysSeen(copy);
    }
    return Optional.of(copy);
  }
}
