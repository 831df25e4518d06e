package dev.dualwrite.dialect;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of PostgreSQL. */
final class PostgresRows extends RowStatements {

  PostgresRows(Dialect dialect) {
    super(dialect);
  }

  /**
   * ON CONFLICT DO UPDATE that sets a column of any unique index locks the row FOR UPDATE, even if
   * the value stays (ExecOnConflictUpdate, 10 to 18), so that inserts of children would wait; an
   * UPDATE does so only when it changes.
   */
  @Override
  public Optional<String> upsert(RowShape shape, int rows) {
    if (shape.keyRole() != RowShape.KeyRole.ONLY_UNIQUE_KEY) {
      return Optional.empty();
    }
    String target = " ON CONFLICT (" + quoteAll(shape.key()) + ") ";
    return Optional.of(insert(shape, rows) + target + action(shape.assignable()));
  }

  private String action(List<String> assignable) {
    return assignable.isEmpty()
        ? "DO NOTHING"
        : assignable.stream()
            .map(column -> quote(column) + " = EXCLUDED." + quote(column))
            .collect(Collectors.joining(", ", "DO UPDATE SET ", ""));
  }
}
