package dev.dualwrite.reconcile;

import dev.dualwrite.divergence.DatabaseError;
import dev.dualwrite.schema.TableName;
import java.time.Instant;
import java.util.Optional;

/** Something that went wrong while draining, for people. */
public final class DrainError {
  private final Instant time;
  private final TableName table;
  private final DatabaseError error;

  DrainError(Instant time, TableName table, DatabaseError error) {
    this.time = time;
    this.table = table;
    this.error = error;
  }

  /** Returns when it happened last. */
  public Instant time() {
    return time;
  }

  /** Returns the table; empty where it concerned the whole database. */
  public Optional<TableName> table() {
    return Optional.ofNullable(table);
  }

  /** Returns what the database said, which may hold values of the application. */
  public DatabaseError error() {
    return error;
  }

  @Override
  public String toString() {
    return error.state().map(state -> state + ": ").orElse("") + error.withoutValues();
  }
}
