package dev.dualwrite.mirror;

import dev.dualwrite.phase.Phase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mirrored half of one host transaction, seen from the application's thread.
 *
 * <p>The order of its steps is what keeps the secondary right (DESIGN section 5): a write is handed
 * over after the primary's returned, and the twin commits before the host does. Whatever goes wrong
 * here is remembered as the {@link Failure} of the whole, and told once the host has committed.
 *
 * <p>Confined to the thread that uses the host connection, except {@link #abandon}.
 */
public final class MirrorTransaction {
  private static final Logger logger = LoggerFactory.getLogger(MirrorTransaction.class);

  private final String id;
  private final Phase phase;
  private final Mirror mirror;
  private final Twin twin;
  private final Pipeline pipeline;
  private final TouchedRows touched;
  private final List<String> savepoints = new ArrayList<>();
  private boolean twinCommitted;

  MirrorTransaction(String id, Phase phase, Mirror mirror, TwinTask<Void> sessionSetup) {
    this.id = id;
    this.phase = phase;
    this.mirror = mirror;
    this.twin = mirror.newTwin(sessionSetup);
    this.pipeline = new Pipeline(mirror, twin);
    this.touched = new TouchedRows(mirror.limits().maxKeys());
    if (!mirror.breaker().closed()) {
      loseWholly("the database didn't answer lately, so it isn't asked (circuit breaker open)");
    }
  }

  /** The name of this transaction in the divergence log. */
  public String id() {
    return id;
  }

  /** The phase that it began with, and keeps. */
  public Phase phase() {
    return phase;
  }

  /** Whether the mirrored half is lost already, so that nothing need be read for it. */
  public boolean isLost() {
    return pipeline.failure().isPresent();
  }

  /** Hands a write to the twin; returns at once, unless too many are outstanding. */
  public void write(Write write) {
    touched.add(write);
    if (!isLost()) {
      pipeline.submit(write);
    }
  }

  /** Sets a savepoint on the twin, named as the caller names it. */
  public void savepoint(String name) {
    savepoints.add(name);
    control("SAVEPOINT " + name);
  }

  /**
   * Rolls back to a savepoint; to one that was set before this transaction's first write, that
   * undoes all of it.
   */
  public void rollbackTo(String name) {
    control(savepoints.contains(name) ? "ROLLBACK TO SAVEPOINT " + name : "ROLLBACK");
  }

  /** Forgets a savepoint. */
  public void release(String name) {
    if (savepoints.remove(name) && mirror.secondary().dialect().releasesSavepoints()) {
      control("RELEASE SAVEPOINT " + name);
    }
  }

  private void control(String sql) {
    session(
        connection -> {
          connection.execute(sql);
          return null;
        });
  }

  /** Carries a change of the host session over, in its turn. */
  public void session(TwinTask<Void> change) {
    if (!isLost()) {
      pipeline.submitControl(change);
    }
  }

  /**
   * Before the host commits: waits for the twin, mends what differs, and commits the twin. Takes at
   * most {@code dualwrite.mirror.timeout}, besides what the primary takes to be read. Throws
   * nothing: the host's commit follows in any case.
   *
   * @param host reads the primary inside the host's transaction
   */
  public void beforeCommit(HostReader host) {
    if (touched.isEmpty()) {
      twin.rollback();
      return;
    }
    try {
      Deadline deadline = Deadline.in(mirror.limits().timeout());
      pipeline.awaitAll(deadline);
      mend(host, deadline);
      if (!isLost()) {
        twinCommitted = pipeline.commit(deadline);
      }
    } catch (RuntimeException bug) {
      logger.error(
          "Dualwrite failed before a commit; the mirrored half of the transaction is lost", bug);
      loseWholly("a fault of the agent: " + bug);
    }
    if (!twinCommitted) {
      twin.abandon();
    }
  }

  private void mend(HostReader host, Deadline deadline) {
    for (Write write : pipeline.mismatches().keySet()) {
      if (isLost()) {
        return;
      }
      if (!write.keys().isEmpty() && write.table().isPresent()) {
        try {
          TwinTask<Long> copy = mirror.copyRows(host, write.table().get(), write.keys());
          pipeline.submit(write.by(copy));
          pipeline.awaitAll(deadline);
        } catch (SQLException e) {
          pipeline.fail(Failure.of(e, Optional.of(write)));
        }
      }
    }
  }

  /** After the host has committed: tells what was lost, and what was mended. */
  public void committed() {
    if (pipeline.failure().isPresent()) {
      mirror.counts().failed(touched);
      mirror.lostWrites().lost(this, touched, pipeline.failure().get());
      return;
    }
    mirror.counts().mirrored(touched);
    for (Map.Entry<Write, Long> mismatch : pipeline.mismatches().entrySet()) {
      Write write = mismatch.getKey();
      if (write.keys().isEmpty()) {
        mirror.reports().countDiffersForGood(write, mismatch.getValue(), this);
      } else {
        mirror.reports().countMended(write, mismatch.getValue(), this);
      }
    }
  }

  /**
   * After the host's commit threw: where the twin has committed, the secondary is ahead, and where
   * nobody knows what the primary did, either may be.
   *
   * @param outcomeUnknown whether the connection was lost in COMMIT
   */
  public void commitFailed(SQLException cause, boolean outcomeUnknown) {
    if (!touched.isEmpty() && (twinCommitted || outcomeUnknown)) {
      mirror.lostWrites().lost(this, touched, Failure.inDoubt(cause));
    }
  }

  /** Rolls the twin back without waiting. */
  public void rollback() {
    twin.rollback();
  }

  /** Gives the mirrored half up at once; for a connection that is aborted from another thread. */
  public void abandon() {
    twin.abandon();
  }

  /** Marks the mirrored half as lost because of one write. */
  public void lose(String reason, Write write) {
    touched.add(write);
    pipeline.fail(Failure.saying(reason, Optional.of(write)));
  }

  /** Marks the mirrored half as lost because of no write in particular. */
  public void loseWholly(String reason) {
    pipeline.fail(Failure.saying(reason, Optional.empty()));
  }
}
