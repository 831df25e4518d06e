package dev.dualwrite.mirror;

import dev.dualwrite.phase.Phase;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
  private static final int MOST_OUTSTANDING = 256;

  private final String id;
  private final Phase phase;
  private final Mirror mirror;
  private final Twin twin;
  private final TouchedRows touched;
  private final Deque<Outstanding> outstanding = new ArrayDeque<>();
  private final Map<Write, Long> mismatches = new LinkedHashMap<>();
  private final List<String> savepoints = new ArrayList<>();
  private Failure failure;
  private boolean twinCommitted;

  MirrorTransaction(String id, Phase phase, Mirror mirror, TwinTask<Void> sessionSetup) {
    this.id = id;
    this.phase = phase;
    this.mirror = mirror;
    this.twin = mirror.newTwin(sessionSetup);
    this.touched = new TouchedRows(mirror.limits().maxKeys());
    if (!mirror.breaker().closed()) {
      failure =
          Failure.saying(
              "the database didn't answer lately, so it isn't asked (circuit breaker open)",
              Optional.empty());
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

  /** Hands a write to the twin; returns at once, unless too many are outstanding. */
  public void write(Write write) {
    touched.add(write);
    if (failure != null) {
      return;
    }
    if (outstanding.size() >= MOST_OUTSTANDING) {
      await(outstanding.poll(), deadline());
    }
    if (failure == null) {
      outstanding.add(new Outstanding(write, twin.submit(write.task())));
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
    if (savepoints.contains(name)) {
      control("ROLLBACK TO SAVEPOINT " + name);
    } else if (failure == null) {
      control("ROLLBACK");
    }
  }

  /** Forgets a savepoint. */
  public void release(String name) {
    if (savepoints.remove(name) && mirror.secondary().dialect().releasesSavepoints()) {
      control("RELEASE SAVEPOINT " + name);
    }
  }

  /** Carries a change of the host session over, in its turn. */
  public void session(TwinTask<Void> setup) {
    control(setup);
  }

  private void control(String sql) {
    control(
        connection -> {
          connection.execute(sql);
          return null;
        });
  }

  private void control(TwinTask<Void> task) {
    if (failure == null) {
      CompletableFuture<Long> done =
          twin.submit(
              connection -> {
                task.run(connection);
                return Write.UNKNOWN_COUNT;
              });
      outstanding.add(new Outstanding(null, done));
    }
  }

  /**
   * Before the host commits: waits for the twin, mends what differs, and commits the twin. Takes at
   * most {@code dualwrite.mirror.timeout}.
   *
   * @param host reads the primary inside the host's transaction
   */
  public void beforeCommit(HostReader host) {
    if (touched.isEmpty()) {
      twin.rollback();
      return;
    }
    long deadline = deadline();
    awaitAll(deadline);
    mend(host, deadline);
    if (failure == null) {
      commitTwin(deadline);
    } else {
      twin.abandon();
    }
  }

  private void awaitAll(long deadline) {
    while (failure == null && !outstanding.isEmpty()) {
      await(outstanding.poll(), deadline);
    }
  }

  private void await(Outstanding next, long deadline) {
    try {
      long counted = next.result.get(remaining(deadline), TimeUnit.NANOSECONDS);
      mirror.breaker().answered();
      if (next.write != null && next.write.countDiffers(counted)) {
        mismatches.put(next.write, counted);
      }
    } catch (TimeoutException e) {
      mirror.breaker().silent();
      fail(Failure.late(mirror.limits().timeout().toMillis(), Optional.ofNullable(next.write)));
    } catch (ExecutionException e) {
      mirror.recordFailure(e.getCause());
      fail(Failure.of(e.getCause(), Optional.ofNullable(next.write)));
    } catch (InterruptedException e) {
      // The application's interrupt is the application's: its commit goes on, the mirrored half
      // doesn't.
      Thread.currentThread().interrupt();
      fail(
          Failure.saying(
              "the application's thread was interrupted while it waited for the mirrored write",
              Optional.ofNullable(next.write)));
    }
  }

  private void mend(HostReader host, long deadline) {
    for (Map.Entry<Write, Long> mismatch : mismatches.entrySet()) {
      if (failure != null) {
        return;
      }
      Write write = mismatch.getKey();
      if (write.keys().isEmpty() || !write.table().isPresent()) {
        continue;
      }
      try {
        TwinTask<Long> copy = mirror.copyRows(host, write.table().get(), write.keys());
        await(new Outstanding(write, twin.submit(copy)), deadline);
      } catch (SQLException e) {
        fail(Failure.of(e, Optional.of(write)));
      }
    }
  }

  private void commitTwin(long deadline) {
    try {
      twin.commit().get(remaining(deadline), TimeUnit.NANOSECONDS);
      twinCommitted = true;
      mirror.breaker().answered();
    } catch (TimeoutException e) {
      mirror.breaker().silent();
      fail(Failure.commitLate(mirror.limits().timeout().toMillis()));
      twin.abandon();
    } catch (ExecutionException e) {
      mirror.recordFailure(e.getCause());
      fail(
          mirror.isConnectionFailure(e.getCause())
              ? Failure.inDoubt(e.getCause())
              : Failure.of(e.getCause(), Optional.empty()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(Failure.inDoubt(e));
      twin.abandon();
    }
  }

  /** After the host has committed: tells what was lost, and what was mended. */
  public void committed() {
    if (failure != null) {
      mirror.lostWrites().lost(this, touched, failure);
      return;
    }
    mismatches.forEach(
        (write, counted) -> {
          if (write.keys().isEmpty()) {
            mirror.reports().countDiffersForGood(write, counted, this);
          } else {
            mirror.reports().countMended(write, counted, this);
          }
        });
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

  /** Marks the mirrored half as lost for a reason of the agent's own. */
  public void lose(String reason, Write write) {
    touched.add(write);
    fail(Failure.saying(reason, Optional.of(write)));
  }

  /** Marks all that the transaction touched as lost. */
  public void loseWholly(String reason) {
    fail(Failure.saying(reason, Optional.empty()));
  }

  private void fail(Failure first) {
    if (failure == null) {
      failure = first;
    }
  }

  private long deadline() {
    return System.nanoTime() + mirror.limits().timeout().toNanos();
  }

  private static long remaining(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  /** A task that the twin hasn't answered yet; savepoints have no write. */
  private static final class Outstanding {
    private final Write write;
    private final CompletableFuture<Long> result;

    Outstanding(Write write, CompletableFuture<Long> result) {
      this.write = write;
      this.result = result;
    }
  }
}
