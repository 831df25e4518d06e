package dev.dualwrite.mirror;

import dev.dualwrite.divergence.DatabaseError;
import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.divergence.DivergenceAction;
import dev.dualwrite.divergence.DivergenceKind;
import dev.dualwrite.divergence.DivergenceSink;
import dev.dualwrite.divergence.Evidence;
import dev.dualwrite.divergence.Origin;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.rows.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes what the mirror observed to the divergence log. */
public final class MirrorReports {
  private final DivergenceSink sink;
  private final String instance;

  /** Creates reports of one instance of the application. */
  public MirrorReports(DivergenceSink sink, String instance) {
    this.sink = sink;
    this.instance = instance;
  }

  /**
   * One record a lost row, so that each can be found and repaired; the record of the write that
   * failed comes first.
   *
   * @param queued whether the rows that are named by their keys are queued
   */
  void lost(MirrorTransaction transaction, TouchedRows touched, Failure failure, boolean queued) {
    DivergenceAction action = queued ? DivergenceAction.QUEUED : DivergenceAction.LOGGED;
    Loss loss = new Loss(transaction, touched, failure, action);
    Optional<Write> culprit = failure.write();
    culprit.ifPresent(loss::ofCulprit);
    touched.writes().stream()
        .filter(write -> !culprit.isPresent() || write != culprit.get())
        .forEach(loss::of);
    sink.appendAll(loss.records);
  }

  /** Collects the records of one lost transaction, a key once. */
  private final class Loss {
    private final MirrorTransaction transaction;
    private final TouchedRows touched;
    private final Failure failure;
    private final DivergenceAction action;
    private final Set<Key> told = new HashSet<>();
    private final List<Divergence> records = new ArrayList<>();

    Loss(
        MirrorTransaction transaction,
        TouchedRows touched,
        Failure failure,
        DivergenceAction action) {
      this.transaction = transaction;
      this.touched = touched;
      this.failure = failure;
      this.action = action;
    }

    void ofCulprit(Write write) {
      if (!rowsOf(write)) {
        records.add(lostRow(write, DivergenceAction.LOGGED).build());
      }
    }

    void of(Write write) {
      if (!rowsOf(write) && touched.wholeTables().containsKey(write.tableName())) {
        records.add(lostRow(write, DivergenceAction.LOGGED).build());
      }
    }

    /** Tells whether the write's rows, or some of them, are known by their keys. */
    private boolean rowsOf(Write write) {
      boolean named = false;
      for (Key key : write.keys()) {
        if (touched.keys().containsKey(key)) {
          named = true;
          if (told.add(key)) {
            records.add(lostRow(write, action).key(key.asMap()).build());
          }
        }
      }
      return named;
    }

    private Divergence.Builder lostRow(Write write, DivergenceAction done) {
      return about(write, transaction, failure.kind(), done).error(failure.error());
    }
  }

  void countMended(Write write, long counted, MirrorTransaction transaction) {
    for (Key key : write.keys()) {
      sink.append(
          countDiffers(write, counted, transaction, DivergenceAction.REPAIRED)
              .key(key.asMap())
              .build());
    }
  }

  void countDiffersForGood(Write write, long counted, MirrorTransaction transaction) {
    sink.append(
        countDiffers(write, counted, transaction, DivergenceAction.LOGGED)
            .error(
                DatabaseError.message(
                    "the keys of the rows aren't known, so they can't be copied: verify the table"))
            .build());
  }

  private Divergence.Builder countDiffers(
      Write write, long counted, MirrorTransaction transaction, DivergenceAction action) {
    return about(write, transaction, DivergenceKind.UPDATE_COUNT, action)
        .expected(Evidence.count(write.expectedCount()))
        .actual(Evidence.count(counted));
  }

  private Divergence.Builder about(
      Write write, MirrorTransaction transaction, DivergenceKind kind, DivergenceAction action) {
    Divergence.Builder record =
        Divergence.builder(kind, action)
            .phase(transaction.phase())
            .side(transaction.phase().primary().other())
            .table(write.tableName())
            .sql(write.sql())
            .bindValues(write.bindValues())
            .transaction(transaction.id())
            .instance(instance);
    write.origin().ifPresent(record::origin);
    return record;
  }

  /** Records a write that goes to the primary only. */
  public void unmirrored(
      Phase phase, Optional<String> table, String sql, String reason, Optional<Origin> origin) {
    Divergence.Builder record =
        Divergence.builder(DivergenceKind.UNMIRRORED, DivergenceAction.LOGGED)
            .phase(phase)
            .side(phase.primary().other())
            .sql(sql)
            .error(DatabaseError.message(reason))
            .instance(instance);
    table.ifPresent(record::table);
    origin.ifPresent(record::origin);
    sink.append(record.build());
  }
}
