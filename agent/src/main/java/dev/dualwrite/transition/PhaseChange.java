package dev.dualwrite.transition;

import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.phase.Fence;
import dev.dualwrite.phase.Passage;
import dev.dualwrite.state.State;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Makes one change of the phase: the gates, and where authority moves, the fence, the end of what
 * is under way, the last look, the record, and the flip.
 *
 * <p>Used by one thread at a time. Nothing is changed before the last step, so whatever fails
 * leaves all as it was.
 */
final class PhaseChange {
  private static final Duration RECORD = Duration.ofSeconds(1);
  private static final Duration AFTERGLOW = Duration.ofSeconds(2);
  private static final long LOOK_NANOS = Duration.ofMillis(1).toNanos();

  private final CurrentPhase current;
  private final State state;
  private final PhaseHistory history;
  private final Gates gates;
  private final KeySupply keys;
  private final Duration maxPause;
  private final Runnable changed;
  private final Clock clock;

  /**
   * Creates it.
   *
   * @param keys keeps the coming primary from making keys that are in use
   * @param maxPause how long transactions may be held back
   * @param changed hears of a change, while transactions still wait
   */
  PhaseChange(
      CurrentPhase current,
      State state,
      Gates gates,
      KeySupply keys,
      Duration maxPause,
      Runnable changed,
      Clock clock) {
    this.current = current;
    this.state = state;
    this.history = new PhaseHistory(state.documents());
    this.gates = gates;
    this.keys = keys;
    this.maxPause = maxPause;
    this.changed = changed;
    this.clock = clock;
  }

  /** Looks at the gates of a change, and makes it, as far as it was asked for. */
  ChangeResult run(ChangeRequest request) {
    Move move = new Move(current.now(), request.to());
    if (move.from() == move.to()) {
      return result(move, ChangeResult.Outcome.SAME, List.of());
    }
    List<Gate> found = gates.look(move);
    boolean open = found.stream().allMatch(Gate::isOpen);
    if (request.extent() == ChangeRequest.Extent.GATES_ONLY) {
      return result(
          move,
          open ? ChangeResult.Outcome.WOULD_CHANGE : ChangeResult.Outcome.WOULD_REFUSE,
          found);
    }
    boolean forced = request.extent() == ChangeRequest.Extent.FORCED && gates.isPossible(move);
    if (!open && !forced) {
      return result(move, ChangeResult.Outcome.REFUSED, found);
    }
    if (!move.movesAuthority()) {
      return changeRoles(move, found, !open, request.origin());
    }
    try {
      return moveAuthority(move, found, forced, request.origin());
    } finally {
      keys.release();
    }
  }

  /** The primary stays: transactions of both phases may be under way beside each other. */
  private ChangeResult changeRoles(Move move, List<Gate> found, boolean forced, String origin) {
    List<Passage> before = current.underWay();
    record(move);
    current.change(move.to());
    changed.run();
    history.add(move, clock.instant(), origin, forced, Pause.NONE);
    return new ChangeResult(
        move, ChangeResult.Outcome.CHANGED, found, Pause.NONE, stillOfThePhaseBefore(move, before));
  }

  private List<String> stillOfThePhaseBefore(Move move, List<Passage> before) {
    long begun = System.nanoTime();
    List<Passage> left = new ArrayList<>(before);
    // A session that began its next transaction meanwhile is taken for one that is still in its
    // former one: then it is told once too often.
    while (!left.isEmpty() && System.nanoTime() - begun < AFTERGLOW.toNanos()) {
      LockSupport.parkNanos(LOOK_NANOS);
      left.retainAll(current.underWay());
    }
    return left.isEmpty()
        ? List.of()
        : List.of(
            "Transactions that began in "
                + move.from()
                + " may still be under way, in "
                + names(left)
                + "; they keep that phase until they end");
  }

  private ChangeResult moveAuthority(Move move, List<Gate> found, boolean forced, String origin) {
    List<Gate> all = found;
    Optional<Gate> held = keys.prepare(move);
    if (held.isPresent()) {
      all = with(all, held.get());
      if (!forced) {
        return result(move, ChangeResult.Outcome.REFUSED, all);
      }
    }
    Pause pause;
    try (Fence fence = current.raise(maxPause)) {
      // By force, what doesn't become true in half of the time is passed over.
      held = lastLook(fence, forced ? maxPause.dividedBy(2) : Duration.ZERO);
      if (held.isPresent()) {
        all = with(all, held.get());
        if (!forced) {
          return result(move, ChangeResult.Outcome.REFUSED, all);
        }
      }
      held = flip(move, fence);
      if (held.isPresent()) {
        return result(move, ChangeResult.Outcome.REFUSED, with(all, held.get()));
      }
      fence.close();
      pause = new Pause(fence.up(), fence.longestWait());
    }
    boolean passed = all.stream().anyMatch(gate -> !gate.isOpen());
    history.add(move, clock.instant(), origin, passed, pause);
    return new ChangeResult(move, ChangeResult.Outcome.CHANGED, all, pause, List.of());
  }

  /**
   * What must hold while nothing is written.
   *
   * @param rest of the fence's time that is left for what follows
   */
  private Optional<Gate> lastLook(Fence fence, Duration rest) {
    List<Passage> underWay = fence.awaitNoneUnderWay(rest);
    if (!underWay.isEmpty()) {
      return Optional.of(
          Gate.held(
              "transactions",
              "some didn't end within " + maxPause.toMillis() + " ms, in " + names(underWay),
              "Try again when they have ended, or raise dualwrite.phase.max-pause"));
    }
    // What those that ended have left to do may still be on its way into the queue.
    if (!state.flush(fence.left())) {
      return Optional.of(
          Gate.held("state", "is behind with writing", "See status; give its disk time"));
    }
    Gate queue = gates.queue();
    while (!queue.isOpen() && fence.left().compareTo(rest) > 0) {
      LockSupport.parkNanos(LOOK_NANOS);
      queue = gates.queue();
    }
    return queue.isOpen() ? keys.finish(fence.left()) : Optional.of(queue);
  }

  /** The record is on the disk before the first transaction of the new phase begins. */
  private Optional<Gate> flip(Move move, Fence fence) {
    if (!fence.decide()) {
      return Optional.of(
          Gate.held(
              "pause",
              "it took longer than " + maxPause.toMillis() + " ms",
              "Try again with less load, or raise dualwrite.phase.max-pause"));
    }
    Optional<PhaseRecord> before = history.current();
    if (!record(move)) {
      before.ifPresent(history::current);
      return Optional.of(
          Gate.held(
              "state",
              "the change could not be recorded within " + RECORD.toMillis() + " ms",
              "See status; make room, or repair the state's folder"));
    }
    fence.change(move.to());
    changed.run();
    return Optional.empty();
  }

  private boolean record(Move move) {
    PhaseRecord before =
        history.current().orElseGet(() -> PhaseRecord.first(move.from(), clock.instant()));
    history.current(before.after(move.to(), clock.instant()));
    return state.flush(RECORD);
  }

  private static String names(List<Passage> passages) {
    String names =
        passages.stream()
            .flatMap(passage -> passage.threadName().stream())
            .sorted()
            .limit(5)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "a thread that has just ended" : "thread " + names;
  }

  /** What was found, with what a later look found of the same. */
  private static List<Gate> with(List<Gate> found, Gate later) {
    List<Gate> all = new ArrayList<>(found);
    all.removeIf(gate -> gate.name().equals(later.name()));
    all.add(later);
    return all;
  }

  private static ChangeResult result(Move move, ChangeResult.Outcome outcome, List<Gate> gates) {
    return new ChangeResult(move, outcome, gates, Pause.NONE, List.of());
  }
}
