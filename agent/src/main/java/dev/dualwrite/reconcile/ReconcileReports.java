package dev.dualwrite.reconcile;

import dev.dualwrite.config.MirrorMode;
import dev.dualwrite.divergence.DatabaseError;
import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.divergence.DivergenceAction;
import dev.dualwrite.divergence.DivergenceKind;
import dev.dualwrite.divergence.DivergenceSink;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.rows.Key;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.QueuedKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Writes what became of queued keys to the divergence log. */
public final class ReconcileReports {
  private final DivergenceSink sink;
  private final Supplier<Phase> phase;
  private final MirrorMode mode;
  private final String instance;

  /**
   * Creates the reports of one instance of the application.
   *
   * @param phase the phase now
   * @param mode whether a key is queued because something went wrong, or always
   */
  public ReconcileReports(
      DivergenceSink sink, Supplier<Phase> phase, MirrorMode mode, String instance) {
    this.sink = sink;
    this.phase = phase;
    this.mode = mode;
    this.instance = instance;
  }

  /** The secondary now holds what the primary holds for these keys. */
  void repaired(Collection<QueuedKey> keys) {
    List<Divergence> records = new ArrayList<>();
    for (QueuedKey key : keys) {
      if (diverged(key)) {
        records.add(about(key.key(), DivergenceKind.RESOLVED, DivergenceAction.REPAIRED).build());
      }
    }
    if (!records.isEmpty()) {
      sink.appendAll(records);
    }
  }

  private boolean diverged(QueuedKey key) {
    switch (mode) {
      case INLINE:
        return true;
      case ASYNC:
        return key.attempts() > 0 || key.owed() == Owed.UNKNOWN;
    }
    throw new AssertionError(mode);
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
