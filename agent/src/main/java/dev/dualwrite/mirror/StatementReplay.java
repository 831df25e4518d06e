package dev.dualwrite.mirror;

import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;

/** Repeats a statement of the application on its twin. */
public final class StatementReplay {
  private StatementReplay() {}

  /** Returns the task that executes a text without parameters. */
  public static TwinTask<Long> of(String sql) {
    return twin -> {
      try (Statement statement = twin.connection().createStatement()) {
        return statement.execute(sql) ? Write.UNKNOWN_COUNT : statement.getUpdateCount();
      }
    };
  }

  /**
   * Returns the task that executes a text once for each row of parameters, in one batch where there
   * are several.
   */
  public static TwinTask<Long> of(String sql, List<ParameterSetter> rows) {
    return twin -> {
      PreparedStatement statement = twin.prepare(sql);
      statement.clearParameters();
      if (rows.size() == 1) {
        rows.get(0).bind(statement);
        return statement.execute() ? Write.UNKNOWN_COUNT : statement.getUpdateCount();
      }
      for (ParameterSetter row : rows) {
        row.bind(statement);
        statement.addBatch();
      }
      return sum(statement.executeBatch());
    };
  }

  /**
   * Returns the rows that a batch counted in all, unknown when the driver doesn't know one of the
   * counts.
   */
  public static long sum(int[] counts) {
    long sum = 0;
    for (int count : counts) {
      if (count < 0) {
        return Write.UNKNOWN_COUNT;
      }
      sum += count;
    }
    return sum;
  }
}
