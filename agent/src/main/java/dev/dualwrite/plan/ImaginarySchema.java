package dev.dualwrite.plan;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.RoutineEffect;
import dev.dualwrite.schema.Schema;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

/** Has any table, with the key {@code id} and the column {@code a}, and asks no database. */
final class ImaginarySchema implements Schema {
  private final String key;
  private final String other;

  ImaginarySchema(Dialect dialect) {
    this.key = dialect.fold("id");
    this.other = dialect.fold("a");
  }

  @Override
  public Optional<TableDescription> table(TableName asWritten, Namespace namespace) {
    return Optional.of(
        TableDescription.builder(asWritten)
            .column(Column.builder(key, Types.INTEGER, "integer").build())
            .column(Column.builder(other, Types.INTEGER, "integer").build())
            .primaryKey(List.of(key))
            .build());
  }

  @Override
  public RoutineEffect routine(String name, Namespace namespace) {
    return RoutineEffect.MAY_WRITE;
  }

  @Override
  public void forget(TableName table) {
    // Nothing is remembered.
  }
}
