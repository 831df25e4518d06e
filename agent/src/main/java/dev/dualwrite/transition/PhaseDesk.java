package dev.dualwrite.transition;

import dev.dualwrite.config.PhaseFile;
import dev.dualwrite.config.Settings;
import dev.dualwrite.endpoint.Patience;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.State;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Changes the phase of one application, running or not, and says what each change would need. Used
 * by one thread at a time.
 */
public final class PhaseDesk {
  private static final int SHOWN_CHANGES = 5;

  private final CurrentPhase current;
  private final PhaseHistory history;
  private final Gates gates;
  private final PhaseChange change;
  private final PhaseWatch watch;
  private final Clock clock;

  private PhaseDesk(
      CurrentPhase current,
      PhaseHistory history,
      Gates gates,
      PhaseChange change,
      PhaseWatch watch,
      Clock clock) {
    this.current = current;
    this.history = history;
    this.gates = gates;
    this.change = change;
    this.watch = watch;
    this.clock = clock;
  }

  /**
   * Puts it together; opens nothing.
   *
   * @param current the phase to change
   * @param changed hears of a change, while transactions still wait
   */
  public static PhaseDesk of(
      Settings settings,
      PhaseFile file,
      CurrentPhase current,
      State state,
      Databases databases,
      Runnable changed,
      Clock clock) {
    Patience patience = new Patience("gate");
    SequenceSupply keys = new SequenceSupply(databases, settings.tables(), patience);
    PhaseHistory history = new PhaseHistory(state.documents());
    Gates gates =
        new Gates(
            state,
            settings.mirror(),
            databases,
            settings.mapping(),
            new Proofs(settings, state, databases, keys, patience),
            patience);
    PhaseChange change =
        new PhaseChange(current, state, gates, keys, settings.phaseMaxPause(), changed, clock);
    return new PhaseDesk(
        current, history, gates, change, new PhaseWatch(file, history, current.now()), clock);
  }

  /**
   * The same, served by a thread of its own.
   *
   * @param connected whether the application has connected to its database, by which the agent
   *     learns how; the file isn't looked at before
   */
  public PhaseChanges serve(BooleanSupplier connected) {
    return new PhaseChanges(this, watch, connected);
  }

  /** The phase now. */
  public Phase phase() {
    return current.now();
  }

  /** Makes a change, as far as it is asked for, and has the properties file say so. */
  public ChangeResult change(ChangeRequest request) {
    ChangeResult result = change.run(request);
    if (result.outcome() != ChangeResult.Outcome.CHANGED) {
      return result;
    }
    Optional<String> problem = watch.write(request.to());
    if (problem.isEmpty()) {
      history.current().map(PhaseRecord::inFile).ifPresent(history::current);
    }
    return problem.map(result::noting).orElse(result);
  }

  /** Where the application is, and what each step that it may take next would need. */
  public Map<String, Object> view() {
    Phase now = current.now();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("phase", now.label());
    history
        .current()
        .ifPresent(
            record -> {
              view.put("since", record.since().toString());
              view.put(
                  "sinceSeconds", Duration.between(record.since(), clock.instant()).toSeconds());
            });
    view.put(
        "changes",
        history.changes().stream()
            .limit(SHOWN_CHANGES)
            .map(PhaseHistory.Entry::json)
            .collect(Collectors.toList()));
    List<Object> steps = new ArrayList<>();
    for (Phase next : now.neighbours()) {
      Move move = new Move(now, next);
      Map<String, Object> step = new LinkedHashMap<>();
      step.put("to", next.label());
      step.put("movesAuthority", move.movesAuthority());
      List<Gate> found = gates.look(move);
      step.put("open", found.stream().allMatch(Gate::isOpen));
      step.put("gates", found.stream().map(Gate::json).collect(Collectors.toList()));
      steps.add(step);
    }
    view.put("steps", steps);
    expectedPause().ifPresent(pause -> view.put("expectedPauseMillis", pause));
    return view;
  }

  /** The pause that a move of authority had lately, the longest of the last three. */
  private Optional<Double> expectedPause() {
    return history.changes().stream()
        .filter(PhaseDesk::movedAuthority)
        .limit(3)
        .map(PhaseHistory.Entry::pauseMillis)
        .max(Double::compare);
  }

  private static boolean movedAuthority(PhaseHistory.Entry entry) {
    Optional<Phase> from = Phase.parse(entry.from());
    Optional<Phase> to = Phase.parse(entry.to());
    return from.isPresent() && to.isPresent() && new Move(from.get(), to.get()).movesAuthority();
  }
}
