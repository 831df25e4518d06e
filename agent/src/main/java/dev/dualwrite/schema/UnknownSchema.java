package dev.dualwrite.schema;

import java.util.Optional;

/** The schema of a database that can't be asked. */
final class UnknownSchema implements Schema {

  @Override
  public Optional<TableDescription> table(TableName asWritten, Namespace namespace) {
    return Optional.empty();
  }

  @Override
  public boolean answered(TableName asWritten, Namespace namespace) {
    return false;
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
