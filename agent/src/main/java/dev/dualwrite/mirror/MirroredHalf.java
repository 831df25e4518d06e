package dev.dualwrite.mirror;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The half of a transaction that runs on the secondary: its twin, and what went wrong with it.
 *
 * <p>Confined to the thread that uses the host connection, except {@link #abandon}.
 */
final class MirroredHalf {
  private final Mirror mirror;
  private final Twin twin;
  private final Pipeline pipeline;
  private final List<String> savepoints = new ArrayList<>();
  private boolean committed;

  MirroredHalf(Mirror mirror, TwinTask<Void> sessionSetup) {
    this.mirror = mirror;
    this.twin = mirror.newTwin(sessionSetup);
    this.pipeline = new Pipeline(mirror, twin);
  }

  /** Why it is lost, if it is. */
  Optional<Failure> failure() {
    return pipeline.failure();
  }

  /** Remembers why it is lost, if it wasn't before. */
  void fail(Failure reason) {
    pipeline.fail(reason);
  }

  /** Whether the secondary said that it has committed. */
  boolean committed() {
    return committed;
  }

  /** The writes of which the secondary counted other rows, with what it counted. */
  Map<Write, Long> mismatches() {
    return pipeline.mismatches();
  }

  void write(Write write) {
    if (!isLost()) {
      pipeline.submit(write);
    }
  }

  void session(TwinTask<Void> change) {
    if (!isLost()) {
      pipeline.submitControl(change);
    }
  }

  void savepoint(String name) {
    savepoints.add(name);
    control("SAVEPOINT " + name);
  }

  /** To a savepoint that was set before the first write, that undoes all of it. */
  void rollbackTo(String name) {
    control(savepoints.contains(name) ? "ROLLBACK TO SAVEPOINT " + name : "ROLLBACK");
  }

  void release(String name) {
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

  /** Waits until the secondary has done what was handed to it. */
  void await(Deadline deadline) {
    pipeline.awaitAll(deadline);
  }

  boolean hasSavepoints() {
    return !savepoints.isEmpty();
  }

  /** Waits for all answers and mends the rows that were counted differently. */
  void settle(HostReader host, Deadline deadline) {
    pipeline.awaitAll(deadline);
    for (Write write : pipeline.mismatches().keySet()) {
      if (isLost()) {
        return;
      }
      if (!write.keys().isEmpty() && write.table().isPresent()) {
        mend(write, host, deadline);
      }
    }
  }

  private void mend(Write write, HostReader host, Deadline deadline) {
    try {
      TwinTask<Long> copy = mirror.copyRows(host, write.table().get(), write.keys());
      pipeline.submit(write.by(copy));
      pipeline.awaitAll(deadline);
    } catch (SQLException e) {
      pipeline.fail(Failure.of(e, Optional.of(write)));
    }
  }

  void commit(Deadline deadline) {
    if (!isLost()) {
      committed = pipeline.commit(deadline);
    }
  }

  /** Ends what has not committed, whatever it is doing. */
  void abandonUnlessCommitted() {
    if (!committed) {
      abandon();
    }
  }

  /** Rolls back without waiting; what hangs is broken off in a while. */
  void rollback() {
    if (pipeline.used()) {
      mirror.rollbacks().rollBack(twin);
    }
  }

  /** Gives it up at once; may be called by any thread. */
  void abandon() {
    if (pipeline.used()) {
      twin.abandon();
    }
  }

  private boolean isLost() {
    return pipeline.failure().isPresent();
  }
}
