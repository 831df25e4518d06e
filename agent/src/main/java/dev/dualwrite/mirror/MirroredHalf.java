package dev.dualwrite.mirror;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The half of a transaction that runs on the secondary: its twin, and what went wrong with it.
 *
 * <p>Confined to the thread that uses the host connection, except {@link #abandon}.
 */
final class MirroredHalf {
  /** How often it is tried while others are in the way. */
  private static final int MOST_GOES = 3;

  private final Mirror mirror;
  private final TwinTask<Void> sessionSetup;

  private final Map<String, Savepoint> savepoints = new HashMap<>();

  /** Another one with each go; read by {@link #abandon}. */
  private volatile Pipeline pipeline;

  private boolean oneExecution;

  /** A write that waits to be all of its transaction. */
  private Optional<Write> alone = Optional.empty();

  private boolean committed;

  MirroredHalf(Mirror mirror, TwinTask<Void> sessionSetup) {
    this.mirror = mirror;
    this.sessionSetup = sessionSetup;
    this.pipeline = new Pipeline(mirror, mirror.newTwin(sessionSetup));
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

  /** The transaction ends with the execution that hands over its first write. */
  void endsWithExecution() {
    oneExecution = !pipeline.used();
  }

  void write(Write write) {
    if (oneExecution && write.task().isOneStatement() && !alone.isPresent()) {
      alone = Optional.of(write);
    } else {
      handOverWhatWaits();
      pipeline.submit(write);
    }
  }

  private void handOverWhatWaits() {
    alone.ifPresent(pipeline::submit);
    alone = Optional.empty();
    oneExecution = false;
  }

  void session(TwinTask<Void> change) {
    control(change, () -> {});
  }

  void savepoint(String name) {
    Savepoint savepoint = new Savepoint();
    savepoints.put(name, savepoint);
    control(
        twin -> execute(twin, "SAVEPOINT " + name),
        () -> savepoint.mismatches = pipeline.mismatches().size());
  }

  /** To a savepoint that was set before the first write, that undoes all of it. */
  void rollbackTo(String name) {
    Savepoint savepoint = savepoints.get(name);
    control(
        twin -> execute(twin, savepoint == null ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT " + name),
        () -> pipeline.keepMismatches(savepoint == null ? 0 : savepoint.mismatches));
  }

  void release(String name) {
    boolean known = savepoints.remove(name) != null;
    if (known && mirror.secondary().dialect().releasesSavepoints()) {
      session(twin -> execute(twin, "RELEASE SAVEPOINT " + name));
    }
  }

  private void control(TwinTask<Void> task, Runnable answered) {
    handOverWhatWaits();
    pipeline.submitControl(task, answered);
  }

  private static Void execute(TwinConnection twin, String sql) throws SQLException {
    twin.execute(sql);
    return null;
  }

  /** Waits until the secondary has done what was handed to it. */
  void await(Deadline deadline) {
    pipeline.awaitAll(deadline);
  }

  boolean hasSavepoints() {
    return !savepoints.isEmpty();
  }

  /**
   * Waits for all answers and mends the rows that were counted differently.
   *
   * <p>A transaction that the primary ended by itself has no locks there any more, while what its
   * twin has begun may take some: two twins may then lock each other, though their hosts don't. The
   * one that is lost has another go, for which its host still holds all its locks.
   */
  void settle(HostReader host, Deadline deadline) {
    pipeline.awaitAll(deadline);
    for (int go = 2; go <= MOST_GOES && pipeline.canBeRepeated(); go++) {
      pipeline = pipeline.repeated(mirror.newTwin(sessionSetup));
      pipeline.awaitAll(deadline);
    }
    mend(host, deadline);
  }

  private void mend(HostReader host, Deadline deadline) {
    for (Write write : List.copyOf(pipeline.mismatches().keySet())) {
      if (!isLost() && !write.keys().isEmpty() && write.table().isPresent()) {
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

  /** Commits, or does the write that waited to be all of the transaction. */
  void commit(HostReader host, Deadline deadline) {
    if (isLost()) {
      return;
    }
    if (alone.isPresent()) {
      executeAlone(alone.get(), host, deadline);
    } else {
      committed = pipeline.commit(deadline);
    }
  }

  private void executeAlone(Write write, HostReader host, Deadline deadline) {
    committed = pipeline.executeAlone(write, deadline);
    for (int go = 2; go <= MOST_GOES && pipeline.othersWereInTheWay(); go++) {
      pipeline = new Pipeline(mirror, mirror.newTwin(sessionSetup));
      committed = pipeline.executeAlone(write, deadline);
    }
    if (committed && !pipeline.mismatches().isEmpty()) {
      mend(host, deadline);
      if (isLost() || !pipeline.commit(deadline)) {
        pipeline.twin().abandon();
      }
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
      mirror.rollbacks().rollBack(pipeline.twin());
    }
  }

  /** Gives it up at once; may be called by any thread. */
  void abandon() {
    Pipeline current = pipeline;
    if (current.used()) {
      current.twin().abandon();
    }
  }

  private boolean isLost() {
    return pipeline.failure().isPresent();
  }

  /** Knows how many mismatches there were when it was set, once the secondary has answered. */
  private static final class Savepoint {
    private int mismatches;
  }
}
