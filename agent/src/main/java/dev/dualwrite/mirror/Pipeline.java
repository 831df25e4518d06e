package dev.dualwrite.mirror;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * What was handed to one twin and hasn't been answered yet. The first failure ends it: nothing more
 * is handed over, since a transaction is on the secondary entirely or not at all.
 *
 * <p>Confined to the application's thread, except {@link #used} and {@link #twin}.
 */
final class Pipeline {
  /**
   * Beyond it, the application waits for the first answer: memory must not grow with a transaction.
   */
  private static final int MOST_OUTSTANDING = 256;

  private static final String SILENCE = "nothing within dualwrite.mirror.timeout";

  private final Mirror mirror;
  private final Twin twin;
  private final Deque<Outstanding> outstanding = new ArrayDeque<>();

  /** All that was submitted, while it isn't more than may be outstanding. */
  private final List<Submission> submitted = new ArrayList<>();

  private final Map<Write, Long> mismatches = new LinkedHashMap<>();
  private Optional<Failure> failure = Optional.empty();
  private boolean othersWereInTheWay;
  private boolean complete = true;
  private volatile boolean used;

  Pipeline(Mirror mirror, Twin twin) {
    this.mirror = mirror;
    this.twin = twin;
  }

  Twin twin() {
    return twin;
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
   * Whether it failed because others were in the way (a deadlock, a lock's timeout), so that
   * another transaction may succeed.
   */
  boolean othersWereInTheWay() {
    return othersWereInTheWay;
  }

  /** Whether another twin may succeed where this one failed, and all is known that it is to do. */
  boolean canBeRepeated() {
    return othersWereInTheWay && complete;
  }

  /** Returns one for another twin, to which all that this one has submitted is handed over. */
  Pipeline repeated(Twin other) {
    Pipeline again = new Pipeline(mirror, other);
    submitted.forEach(again::submit);
    return again;
  }

  /**
   * The writes of which the secondary counted other rows than the primary, with what it counted, in
   * the order of the writes.
   */
  Map<Write, Long> mismatches() {
    return mismatches;
  }

  /** Forgets all mismatches but the first ones: the writes after them were undone. */
  void keepMismatches(int first) {
    List.copyOf(mismatches.keySet()).stream().skip(first).forEach(mismatches::remove);
  }

  void submit(Write write) {
    submit(new Submission(Optional.of(write), write.task(), () -> {}));
  }

  /**
   * Hands over what touches no rows.
   *
   * @param answered run when the secondary has done this and all before it
   */
  void submitControl(TwinTask<Void> task, Runnable answered) {
    TwinTask<Long> uncounted =
        twin -> {
          task.run(twin);
          return Write.UNKNOWN_COUNT;
        };
    submit(new Submission(Optional.empty(), uncounted, answered));
  }

  private void submit(Submission next) {
    if (!failure.isPresent() && outstanding.size() >= MOST_OUTSTANDING) {
      await(outstanding.poll(), Deadline.in(mirror.limits().timeout()));
    }
    if (!failure.isPresent()) {
      used = true;
      outstanding.add(new Outstanding(next, twin.submit(next.task)));
    }
    remember(next);
  }

  private void remember(Submission next) {
    complete = complete && !failure.isPresent() && submitted.size() < MOST_OUTSTANDING;
    if (complete) {
      submitted.add(next);
    } else {
      submitted.clear();
    }
  }

  /** Waits for all answers. */
  void awaitAll(Deadline deadline) {
    while (!failure.isPresent() && !outstanding.isEmpty()) {
      await(outstanding.poll(), deadline);
    }
  }

  private void await(Outstanding next, Deadline deadline) {
    if (!next.result.isDone() && !mirror.breaker().closed()) {
      // It fell silent for others while this transaction was under way.
      fail(Failure.notAsked());
      return;
    }
    try {
      long counted = deadline.await(next.result);
      mirror.breaker().answered();
      next.submission.write.ifPresent(write -> compare(write, counted));
      next.submission.answered.run();
    } catch (TimeoutException e) {
      late(next.submission.write);
    } catch (ExecutionException e) {
      refused(e.getCause(), next.submission.write);
    }
  }

  private void compare(Write write, long counted) {
    if (write.countDiffers(counted)) {
      mismatches.put(write, counted);
    }
  }

  private void refused(Throwable cause, Optional<Write> write) {
    mirror.recordFailure(cause, write);
    fail(Failure.of(cause, write));
    othersWereInTheWay = mirror.isConflict(cause);
  }

  /** Commits the twin, and tells whether its database said that it has. */
  boolean commit(Deadline deadline) {
    if (!isAsked()) {
      return false;
    }
    try {
      deadline.await(twin.commit());
      mirror.breaker().answered();
      return true;
    } catch (TimeoutException e) {
      unanswered();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (mirror.isConnectionFailure(cause)) {
        brokenOff(cause);
      } else {
        refused(cause, Optional.empty());
      }
    }
    return false;
  }

  /**
   * Does a write that is one statement and all of the transaction, and tells whether the database
   * said that it is done, and so committed.
   */
  boolean executeAlone(Write write, Deadline deadline) {
    if (!isAsked()) {
      return false;
    }
    used = true;
    LoneStatement statement = new LoneStatement(write.task());
    try {
      long counted = deadline.await(twin.executeAlone(statement));
      mirror.breaker().answered();
      compare(write, counted);
      return true;
    } catch (TimeoutException e) {
      if (statement.giveUp()) {
        late(Optional.of(write));
      } else {
        unanswered();
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (mirror.isConnectionFailure(cause) && !statement.giveUp()) {
        brokenOff(cause);
      } else {
        refused(cause, Optional.of(write));
      }
    }
    return false;
  }

  private boolean isAsked() {
    if (!mirror.breaker().closed()) {
      fail(Failure.notAsked());
      return false;
    }
    return true;
  }

  private void late(Optional<Write> write) {
    mirror.breaker().silent(SILENCE);
    fail(Failure.late(mirror.limits().timeout().toMillis(), write));
  }

  /** It was told to commit, and doesn't say whether it did. */
  private void unanswered() {
    mirror.breaker().silent(SILENCE);
    fail(Failure.commitLate(mirror.limits().timeout().toMillis()));
  }

  /** The connection was lost after it was told to commit. */
  private void brokenOff(Throwable cause) {
    mirror.recordFailure(cause, Optional.empty());
    fail(Failure.inDoubt(cause));
  }

  /** What is to be done by a twin; savepoints and settings have no write. */
  private static final class Submission {
    private final Optional<Write> write;
    private final TwinTask<Long> task;
    private final Runnable answered;

    Submission(Optional<Write> write, TwinTask<Long> task, Runnable answered) {
      this.write = write;
      this.task = task;
      this.answered = answered;
    }
  }

  /** What has no answer yet. */
  private static final class Outstanding {
    private final Submission submission;
    private final CompletableFuture<Long> result;

    Outstanding(Submission submission, CompletableFuture<Long> result) {
      this.submission = submission;
      this.result = result;
    }
  }
}
