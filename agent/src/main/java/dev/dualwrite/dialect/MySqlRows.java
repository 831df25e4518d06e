package dev.dualwrite.dialect;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of MySQL and MariaDB. */
class MySqlRows extends RowStatements {
  private static final String BEFORE =
      "SET @dualwrite_time_zone = @@session.time_zone, @dualwrite_sql_mode = @@session.sql_mode,"
          + " time_zone = '+00:00',"
          + " sql_mode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO'";
  private static final String AFTER =
      "SET time_zone = @dualwrite_time_zone, sql_mode = @dualwrite_sql_mode";

  MySqlRows(Dialect dialect) {
    super(dialect);
  }

  /**
   * ON DUPLICATE KEY takes any unique key for a match, so it would change another row where there
   * are several.
   */
  @Override
  public final Optional<String> upsert(RowShape shape, int rows) {
    if (shape.keyRole() != RowShape.KeyRole.ONLY_UNIQUE_KEY) {
      return Optional.empty();
    }
    List<String> assignable =
        shape.assignable().isEmpty() ? shape.key().subList(0, 1) : shape.assignable();
    return Optional.of(
        assignable.stream()
            .map(column -> quote(column) + " = VALUES(" + quote(column) + ")")
            .collect(
                Collectors.joining(", ", insert(shape, rows) + " ON DUPLICATE KEY UPDATE ", "")));
  }

  /**
   * Else a zero would count up, a zero date be refused, and a TIMESTAMP in the doubled hour of
   * autumn be another.
   */
  @Override
  public final List<String> before() {
    return List.of(BEFORE);
  }

  @Override
  public final List<String> after() {
    return List.of(AFTER);
  }
}
