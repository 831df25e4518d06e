package dev.dualwrite.operations;

import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.JsonFields;
import dev.dualwrite.transition.ChangeRequest;
import dev.dualwrite.transition.PhaseChanges;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What operators ask of the phase, for the control channel and for JMX.
 *
 * <p>A change takes longer than a request may, so it is asked for under a number, and its answer
 * fetched by that.
 */
public final class PhaseControl {
  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private final PhaseChanges changes;

  /** Passes on what is asked to whoever changes the phase. */
  public PhaseControl(PhaseChanges changes) {
    this.changes = changes;
  }

  /** Looks whether the properties file asks for another phase. */
  void look() {
    changes.look();
  }

  /** Asks for a phase, or without one where the application is; answers with a number. */
  Map<String, Object> ask(Map<?, ?> arguments) {
    JsonFields fields = JsonFields.of(arguments);
    Optional<String> to = fields.text("to");
    if (to.isEmpty()) {
      return Map.of("number", changes.view());
    }
    Optional<Phase> phase = Phase.parse(to.get());
    if (phase.isEmpty()) {
      return Map.of("wrong", "there is no phase '" + to.get() + "'");
    }
    return Map.of(
        "number",
        changes.submit(new ChangeRequest(phase.get(), extent(fields), fields.text("origin", "?"))));
  }

  private static ChangeRequest.Extent extent(JsonFields fields) {
    if (fields.flag("gatesOnly")) {
      return ChangeRequest.Extent.GATES_ONLY;
    }
    return fields.flag("force") ? ChangeRequest.Extent.FORCED : ChangeRequest.Extent.IF_OPEN;
  }

  /** The answer of a number; without one as long as there is none. */
  Map<String, Object> answer(Map<?, ?> arguments) {
    long number = JsonFields.of(arguments).number("number", 0);
    try {
      return changes
          .answer(number)
          .map(answer -> Map.<String, Object>of("result", answer))
          .orElse(Map.of());
    } catch (IllegalStateException none) {
      return Map.of("wrong", String.valueOf(none.getMessage()));
    }
  }

  /**
   * Asks for a phase, and waits for the answer.
   *
   * @param label of the phase
   * @throws IllegalArgumentException when there is no such phase
   */
  String change(String label) {
    Phase phase =
        Phase.parse(label)
            .orElseThrow(() -> new IllegalArgumentException("there is no phase '" + label + "'"));
    long number = changes.submit(new ChangeRequest(phase, ChangeRequest.Extent.IF_OPEN, "JMX"));
    Optional<Map<String, Object>> answer = changes.answer(number);
    while (answer.isEmpty()) {
      LockSupport.parkNanos(PAUSE_NANOS);
      answer = changes.answer(number);
    }
    return JsonFields.line(answer.get());
  }
}
