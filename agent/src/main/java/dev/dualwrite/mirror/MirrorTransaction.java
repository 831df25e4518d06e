package dev.dualwrite.mirror;

import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.Intent;
import dev.dualwrite.state.Owed;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One host transaction on its way to the secondary, seen from the application's thread.
 *
 * <p>The order of its steps is what keeps the secondary right (DESIGN section 5): a write is handed
 * over after the primary's returned, what was touched is kept durably before either side commits,
 * and the twin commits before the host does. Whatever goes wrong here is remembered as the {@link
 * Failure} of the whole; once the host has committed, it is told, and its keys are owed to the
 * reconciler.
 *
 * <p>Confined to the thread that uses the host connection, except {@link #abandon}.
 */
public final class MirrorTransaction {
  private static final Logger logger = LoggerFactory.getLogger(MirrorTransaction.class);

  private final String id;
  private final Phase phase;
  private final Mirror mirror;
  private final TouchedRows touched;

  /** Absent where the reconciler does all (asynchronous mirroring). */
  private final Optional<MirroredHalf> half;

  /** Why some rows are lost though no twin was asked. */
  private Optional<Failure> failureWithoutTwin = Optional.empty();

  /** When the secondary may have begun to commit, by {@code System.nanoTime()}. */
  private long committingSince;

  /** Present from before the commit on, where failures are retried. */
  private Optional<Intent> intent = Optional.empty();

  MirrorTransaction(String id, Phase phase, Mirror mirror, Optional<MirroredHalf> half) {
    this.id = id;
    this.phase = phase;
    this.mirror = mirror;
    this.half = half;
    this.touched = new TouchedRows(mirror.limits().maxKeys());
  }

  /** The name of this transaction in the divergence log. */
  public String id() {
    return id;
  }

  /** The phase that it began with, and keeps. */
  public Phase phase() {
    return phase;
  }

  /** Whether a write goes to the twin, so that what it needs for that must be read. */
  public boolean asksTwin() {
    return half.isPresent() && !half.get().failure().isPresent();
  }

  /** Whether the keys of the rows are of use, though they may cost a question to the primary. */
  public boolean wantsKeys() {
    return asksTwin() || mirror.keeps(phase);
  }

  /**
   * The host's transaction ends with the execution that is about to run. If its only write is one
   * statement, that waits for {@link #beforeCommit} and needs no commit of its own.
   */
  public void endsWithExecution() {
    half.ifPresent(MirroredHalf::endsWithExecution);
  }

  /** Hands a write to the twin; returns at once, unless too many are outstanding. */
  public void write(Write write) {
    touched.add(write);
    half.ifPresent(twin -> twin.write(write));
  }

  /** Sets a savepoint on the twin, named as the caller names it. */
  public void savepoint(String name) {
    half.ifPresent(twin -> twin.savepoint(name));
  }

  /**
   * Before the host rolls back to a savepoint, which gives locks free: what the twin hasn't done
   * yet would take its own in an order that isn't the primary's.
   */
  public void beforeRollbackTo() {
    half.ifPresent(twin -> twin.await(Deadline.in(mirror.limits().timeout())));
  }

  /**
   * The host's transaction can only be rolled back any more, and its locks are gone; unless there
   * is a savepoint to go back to, its twin goes at once.
   */
  public void hostAborted() {
    half.filter(twin -> !twin.hasSavepoints()).ifPresent(MirroredHalf::rollback);
  }

  /**
   * Rolls back to a savepoint; to one that was set before this transaction's first write, that
   * undoes all of it.
   */
  public void rollbackTo(String name) {
    half.ifPresent(twin -> twin.rollbackTo(name));
  }

  /** Forgets a savepoint. */
  public void release(String name) {
    half.ifPresent(twin -> twin.release(name));
  }

  /** Carries a change of the host session over, in its turn. */
  public void session(TwinTask<Void> change) {
    half.ifPresent(twin -> twin.session(change));
  }

  /**
   * Before the host commits: keeps durably what was touched, waits for the twin, mends what
   * differs, and commits the twin. Takes at most {@code dualwrite.mirror.timeout}, besides what the
   * primary takes to be read. Throws nothing: the host's commit follows in any case.
   *
   * @param host reads the primary inside the host's transaction
   */
  public void beforeCommit(HostReader host) {
    if (touched.isEmpty()) {
      rollback();
      return;
    }
    if (!half.isPresent() && !touched.wholeTables().isEmpty()) {
      loseWholly("the keys of these rows aren't known, or too many, so none can be copied by them");
    }
    try {
      Deadline deadline = Deadline.in(mirror.limits().timeout());
      // Written while the twin still works on the last statements.
      intent = mirror.intend(phase, id, touched);
      half.ifPresent(twin -> twin.settle(host, deadline));
      intent.ifPresent(kept -> kept.awaitDurable(deadline.remainingNanos()));
      committingSince = System.nanoTime();
      half.ifPresent(twin -> twin.commit(host, deadline));
    } catch (RuntimeException bug) {
      logger.error(
          "Dualwrite failed before a commit; the mirrored half of the transaction is lost", bug);
      loseWholly("a fault of the agent: " + bug);
    }
    half.ifPresent(MirroredHalf::abandonUnlessCommitted);
  }

  /** After the host has committed: tells what was lost, and what was mended. */
  public void committed() {
    if (touched.isEmpty()) {
      return;
    }
    if (failure().isPresent()) {
      lost(failure().get(), failure().get().outcomeUnknown());
    } else if (half.isPresent()) {
      settle(overdue() ? kept -> kept.owe(Owed.KNOWN) : Intent::close);
      mirror.mirrored(this, touched, half.get().mismatches());
    } else {
      settle(kept -> kept.owe(Owed.KNOWN));
      mirror.owed(touched);
    }
  }

  /**
   * Another process's reconciler may have taken a row for absent that this transaction was just
   * inserting, and have waited no longer than that.
   */
  private boolean overdue() {
    return System.nanoTime() - committingSince > mirror.limits().longestCommit().toNanos();
  }

  /**
   * After the host's commit threw: where the twin has committed, the secondary is ahead, and where
   * nobody knows what one of them did, either may be.
   *
   * @param outcomeUnknown whether the connection was lost in COMMIT
   */
  public void commitFailed(SQLException cause, boolean outcomeUnknown) {
    boolean twinUnknown = failure().filter(Failure::outcomeUnknown).isPresent();
    boolean twinCommitted = half.filter(MirroredHalf::committed).isPresent();
    if (!touched.isEmpty() && (twinCommitted || twinUnknown || outcomeUnknown)) {
      lost(Failure.inDoubt(cause), twinUnknown || outcomeUnknown);
    } else {
      settle(Intent::close);
    }
  }

  private void lost(Failure failure, boolean outcomeUnknown) {
    boolean kept = intent.isPresent();
    settle(owing -> owing.owe(outcomeUnknown ? Owed.UNKNOWN : Owed.KNOWN));
    mirror.lost(this, touched, failure, kept);
  }

  private void settle(Consumer<Intent> end) {
    intent.ifPresent(end);
    intent = Optional.empty();
  }

  /** Rolls the twin back without waiting. */
  public void rollback() {
    half.ifPresent(MirroredHalf::rollback);
  }

  /** Gives the mirrored half up at once; for a connection that is aborted from another thread. */
  public void abandon() {
    half.ifPresent(MirroredHalf::abandon);
  }

  /** Marks the mirrored half as lost because of one write. */
  public void lose(String reason, Write write) {
    touched.add(write);
    fail(Failure.saying(reason, Optional.of(write)));
  }

  /** Marks the mirrored half as lost because of no write in particular. */
  public void loseWholly(String reason) {
    fail(Failure.saying(reason, Optional.empty()));
  }

  private void fail(Failure reason) {
    if (half.isPresent()) {
      half.get().fail(reason);
    } else if (!failureWithoutTwin.isPresent()) {
      failureWithoutTwin = Optional.of(reason);
    }
  }

  private Optional<Failure> failure() {
    return half.isPresent() ? half.get().failure() : failureWithoutTwin;
  }
}
