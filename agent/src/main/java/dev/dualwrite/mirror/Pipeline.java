package dev.dualwrite.mirror;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * What was handed to one twin and hasn't been answered yet. The first failure ends it: nothing more
 * is handed over, since a transaction is on the secondary entirely or not at all.
 *
 * <p>Confined to the application's thread.
 */
final class Pipeline {
  /**
   * Beyond it, the application waits for the first answer: memory must not grow with a transaction.
   */
  private static final int MOST_OUTSTANDING = 256;

  private final Mirror mirror;
  private final Twin twin;
  private final Deque<Outstanding> outstanding = new ArrayDeque<>();
  private final Map<Write, Long> mismatches = new LinkedHashMap<>();
  private Optional<Failure> failure = Optional.empty();
  private volatile boolean used;

  Pipeline(Mirror mirror, Twin twin) {
    this.mirror = mirror;
    this.twin = twin;
  }

  /** Whether anything was handed to the twin, so that there is something to end. */
  boolean used() {
    return used;
  }

  Optional<Failure> failure() {
    return failure;
  }

  /** Remembers why the mirrored half is lost, if it wasn't before. */
  void fail(Failure reason) {
    if (!failure.isPresent()) {
      failure = Optional.of(reason);
    }
  }

  /**
   * The writes of which the secondary counted other rows than the primary, with what it counted.
   */
  Map<Write, Long> mismatches() {
    return mismatches;
  }

  void submit(Write write) {
    submit(Optional.of(write), write.task());
  }

  /** Hands over what touches no rows. */
  void submitControl(TwinTask<Void> task) {
    submit(
        Optional.empty(),
        twin -> {
          task.run(twin);
          return Write.UNKNOWN_COUNT;
        });
  }

  private void submit(Optional<Write> write, TwinTask<Long> task) {
    if (outstanding.size() >= MOST_OUTSTANDING) {
      await(outstanding.poll(), Deadline.in(mirror.limits().timeout()));
    }
    if (!failure.isPresent()) {
      used = true;
      outstanding.add(new Outstanding(write, twin.submit(task)));
    }
  }

  /** Waits for all answers. */
  void awaitAll(Deadline deadline) {
    while (!failure.isPresent() && !outstanding.isEmpty()) {
      await(outstanding.poll(), deadline);
    }
  }

  private void await(Outstanding next, Deadline deadline) {
    try {
      long counted = deadline.await(next.result);
      mirror.breaker().answered();
      if (next.write.isPresent() && next.write.get().countDiffers(counted)) {
        mismatches.put(next.write.get(), counted);
      }
    } catch (TimeoutException e) {
      mirror.breaker().silent("nothing within dualwrite.mirror.timeout");
      fail(Failure.late(mirror.limits().timeout().toMillis(), next.write));
    } catch (ExecutionException e) {
      mirror.recordFailure(e.getCause(), next.write);
      fail(Failure.of(e.getCause(), next.write));
    }
  }

  /** Commits the twin, and tells whether its database said that it has. */
  boolean commit(Deadline deadline) {
    try {
      deadline.await(twin.commit());
      mirror.breaker().answered();
      return true;
    } catch (TimeoutException e) {
      mirror.breaker().silent("nothing within dualwrite.mirror.timeout");
      fail(Failure.commitLate(mirror.limits().timeout().toMillis()));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      mirror.recordFailure(cause, Optional.empty());
      fail(
          mirror.isConnectionFailure(cause)
              ? Failure.inDoubt(cause)
              : Failure.of(cause, Optional.empty()));
    }
    return false;
  }

  /** A task without an answer; savepoints and settings have no write. */
  private static final class Outstanding {
    private final Optional<Write> write;
    private final CompletableFuture<Long> result;

    Outstanding(Optional<Write> write, CompletableFuture<Long> result) {
      this.write = write;
      this.result = result;
    }
  }
}
