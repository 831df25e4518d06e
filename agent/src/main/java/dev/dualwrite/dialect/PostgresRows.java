package dev.dualwrite.dialect;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of PostgreSQL. */
final class PostgresRows extends RowStatements {

  PostgresRows(Dialect dialect) {
    super(dialect);
  }

  @Override
  public Optional<String> upsert(RowShape shape) {
    if (shape.keyRole() == RowShape.KeyRole.UNCERTAIN) {
      return Optional.empty();
    }
    String target = " ON CONFLICT (" + quoteAll(shape.key()) + ") ";
    return Optional.of(insert(shape) + target + action(shape.assignable()));
  }

  private String action(List<String> assignable) {
    return assignable.isEmpty()
        ? "DO NOTHING"
        : assignable.stream()
            .map(column -> quote(column) + " = EXCLUDED." + quote(column))
            .collect(Collectors.joining(", ", "DO UPDATE SET ", ""));
  }
}
