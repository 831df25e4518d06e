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
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Writes what the mirror observed to the divergence log. */
public final class MirrorReports implements LostWrites {
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
   */
  @Override
  public void lost(MirrorTransaction transaction, TouchedRows touched, Failure failure) {
    Optional<Write> culprit = failure.write();
    Set<Key> told = new HashSet<>();
    culprit.ifPresent(write -> lostRowsOf(write, transaction, touched, told, failure, true));
    touched.writes().stream()
        .filter(write -> !culprit.isPresent() || write != culprit.get())
        .forEach(write -> lostRowsOf(write, transaction, touched, told, failure, false));
  }

  private void lostRowsOf(
      Write write,
      MirrorTransaction transaction,
      TouchedRows touched,
      Set<Key> told,
      Failure failure,
      boolean culprit) {
    boolean named = false;
    for (Key key : write.keys()) {
      if (touched.keys().containsKey(key)) {
        named = true;
        if (told.add(key)) {
          sink.append(lostRow(write, transaction, failure).key(key.asMap()).build());
        }
      }
    }
    if (!named && (culprit || touched.wholeTables().containsKey(write.tableName()))) {
      sink.append(lostRow(write, transaction, failure).build());
    }
  }

  private Divergence.Builder lostRow(Write write, MirrorTransaction transaction, Failure failure) {
    return about(write, transaction, failure.kind(), DivergenceAction.LOGGED)
        .error(failure.error());
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
