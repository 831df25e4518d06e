package dev.dualwrite.reconcile;

import dev.dualwrite.divergence.DatabaseError;
import dev.dualwrite.schema.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The latest errors, one of each table and kind; safe for use by several threads. */
final class LastErrors {
  private static final int MOST = 5;

  private final Map<List<Object>, DrainError> errors = new LinkedHashMap<>();

  /** Remembers and returns an error; the table is null where it concerns the database. */
  synchronized DrainError add(Instant time, TableName table, DatabaseError error) {
    List<Object> kind = List.of(Optional.ofNullable(table), error.state(), error.code());
    DrainError latest = new DrainError(time, table, error);
    errors.remove(kind);
    errors.put(kind, latest);
    if (errors.size() > MOST) {
      errors.remove(errors.keySet().iterator().next());
    }
    return latest;
  }

  synchronized List<DrainError> latestFirst() {
    List<DrainError> latest = new ArrayList<>();
    errors.values().forEach(error -> latest.add(0, error));
    return latest;
  }
}
