package dev.dualwrite.check;

import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.divergence.DivergenceAction;
import dev.dualwrite.divergence.DivergenceKind;
import dev.dualwrite.divergence.DivergenceSink;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.reconcile.Outcome;
import dev.dualwrite.reconcile.Outcomes;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.rows.Key;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.RetryQueue;
import dev.dualwrite.verify.Difference;
import dev.dualwrite.verify.LoggedDifferences;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells a difference, and has it healed as the phase wants it: where lost writes are tried again,
 * by the queue; else by copying the row at once. Used by one thread.
 */
public final class Healing implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final DivergenceSink log;
  private final RetryQueue queue;
  private final Owed owed;
  private final Reconciler reconciler;
  private final Supplier<Phase> phase;

  /**
   * Creates it; it owns the reconciler from now on.
   *
   * @param owed how the queue is to take what differs, so that its end is told
   * @param phase the phase now
   */
  public Healing(
      DivergenceSink log,
      RetryQueue queue,
      Owed owed,
      Reconciler reconciler,
      Supplier<Phase> phase) {
    this.log = log;
    this.queue = queue;
    this.owed = owed;
    this.reconciler = reconciler;
    this.phase = phase;
  }

  /**
   * Heals a row.
   *
   * @param lookLater takes keys of rows that are to be compared once more
   */
  void heal(Difference difference, Consumer<Key> lookLater) {
    Phase now = phase.get();
    switch (now) {
      case OLD_ONLY:
      case NEW_ONLY:
        return;
      case NEW_SECONDARY:
        copy(difference, now, lookLater);
        return;
      case BOTH_REQUIRED:
      case NEW_PRIMARY:
        // Told first: the record that resolves it must come after.
        log.append(LoggedDifferences.record(difference, now, DivergenceAction.QUEUED).build());
        queue.add(List.of(difference.key()), owed);
        return;
    }
    throw new AssertionError(now);
  }

  private void copy(Difference difference, Phase now, Consumer<Key> lookLater) {
    Key key = difference.key();
    Outcomes outcomes = reconcile(key, lookLater);
    Optional<Outcome> outcome = Optional.ofNullable(outcomes.byKey().get(key));
    if (outcome.filter(Outcome::isEqual).isEmpty()) {
      Divergence.Builder record =
          LoggedDifferences.record(difference, now, DivergenceAction.LOGGED);
      outcome.flatMap(Outcome::error).or(outcomes::databaseFailure).ifPresent(record::error);
      log.append(record.build());
      return;
    }
    if (outcome.get().kind() == Outcome.Kind.DELETED) {
      // Absence can't be locked: the row may just be coming.
      lookLater.accept(key);
    }
    log.appendAll(
        List.of(
            LoggedDifferences.record(difference, now, DivergenceAction.REPAIRED).build(),
            resolved(key, now)));
  }

  /** What others have locked is free again soon. */
  private Outcomes reconcile(Key key, Consumer<Key> lookLater) {
    int attempts = 1;
    Outcomes outcomes = reconcileOnce(key, lookLater);
    while (isLocked(outcomes.byKey().get(key)) && attempts < MOST_ATTEMPTS) {
      LockSupport.parkNanos(PAUSE.toNanos());
      outcomes = reconcileOnce(key, lookLater);
      attempts++;
    }
    return outcomes;
  }

  /** Rows that a delete takes along may be the primary's, and are then found missing. */
  private Outcomes reconcileOnce(Key key, Consumer<Key> lookLater) {
    return reconciler.reconcile(List.of(key), others -> others.forEach(lookLater));
  }

  private static boolean isLocked(Outcome outcome) {
    return outcome != null && outcome.kind() == Outcome.Kind.LOCKED;
  }

  /** Of earlier records of the row, too. */
  private static Divergence resolved(Key key, Phase now) {
    return Divergence.builder(DivergenceKind.RESOLVED, DivergenceAction.REPAIRED)
        .phase(now)
        .side(now.primary().other())
        .table(key.table().toString())
        .key(key.asMap())
        .build();
  }

  /** Closes the connections; they are opened again when they are needed. */
  void rest() {
    reconciler.rest();
  }

  @Override
  public void close() {
    reconciler.close();
  }
}
