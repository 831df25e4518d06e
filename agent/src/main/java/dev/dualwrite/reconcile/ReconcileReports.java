package dev.dualwrite.reconcile;

import dev.dualwrite.divergence.DatabaseError;
import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.divergence.DivergenceAction;
import dev.dualwrite.divergence.DivergenceKind;
import dev.dualwrite.divergence.DivergenceSink;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.rows.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Writes what became of queued keys to the divergence log. */
public final class ReconcileReports {
  private final DivergenceSink sink;
  private final Supplier<Phase> phase;
  private final String instance;

  /**
   * Creates the reports of one instance of the application.
   *
   * @param phase the phase now
   */
  public ReconcileReports(DivergenceSink sink, Supplier<Phase> phase, String instance) {
    this.sink = sink;
    this.phase = phase;
    this.instance = instance;
  }

  /** The secondary now holds what the primary holds for these keys. */
  void repaired(Collection<Key> keys) {
    List<Divergence> records = new ArrayList<>();
    for (Key key : keys) {
      records.add(about(key, DivergenceKind.RESOLVED, DivergenceAction.REPAIRED).build());
    }
    if (!records.isEmpty()) {
      sink.appendAll(records);
    }
  }

  /** A key can't be reconciled, and waits for somebody to do something about it. */
  void parked(Key key, DatabaseError error) {
    sink.append(
        about(key, DivergenceKind.WRITE_FAILED, DivergenceAction.PARKED).error(error).build());
  }

  private Divergence.Builder about(Key key, DivergenceKind kind, DivergenceAction action) {
    Phase now = phase.get();
    return Divergence.builder(kind, action)
        .phase(now)
        .side(now.primary().other())
        .table(key.table().toString())
        .key(key.asMap())
        .instance(instance);
  }
}
