package dev.dualwrite.transition;

import dev.dualwrite.state.JsonFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of a request for a phase. */
public final class ChangeResult {

  /** What came of it. */
  public enum Outcome {
    /** The phase is the one that was asked for. */
    CHANGED,
    /** It was so before. */
    SAME,
    /** A gate holds, and nothing was changed. */
    REFUSED,
    /** All gates are open; nothing was to be changed. */
    WOULD_CHANGE,
    /** A gate holds; nothing was to be changed. */
    WOULD_REFUSE;

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Move move;
  private final Outcome outcome;
  private final List<Gate> gates;
  private final Pause pause;
  private final List<String> notes;

  ChangeResult(Move move, Outcome outcome, List<Gate> gates, Pause pause, List<String> notes) {
    this.move = move;
    this.outcome = outcome;
    this.gates = List.copyOf(gates);
    this.pause = pause;
    this.notes = List.copyOf(notes);
  }

  /** From where to where. */
  public Move move() {
    return move;
  }

  /** What came of it. */
  public Outcome outcome() {
    return outcome;
  }

  /** The conditions as they were found. */
  public List<Gate> gates() {
    return gates;
  }

  /** Those of them that held. */
  public List<Gate> held() {
    return gates.stream().filter(gate -> !gate.isOpen()).collect(Collectors.toList());
  }

  /** How long transactions were held back. */
  public Pause pause() {
    return pause;
  }

  /** What else is to be known or done. */
  public List<String> notes() {
    return notes;
  }

  /** Reads the outcome of a result that was sent; empty when another version sent it. */
  public static Optional<Outcome> outcome(JsonFields json) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> json.text("outcome", "").equals(outcome.label()))
        .findFirst();
  }

  /** The same with something more to be known. */
  ChangeResult noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new ChangeResult(move, outcome, gates, pause, more);
  }

  /** This result as a JSON object. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", move.from().label());
    json.put("to", move.to().label());
    json.put("outcome", outcome.label());
    json.put("changed", outcome == Outcome.CHANGED);
    json.put("gates", gates.stream().map(Gate::json).collect(Collectors.toList()));
    if (outcome == Outcome.CHANGED && move.movesAuthority()) {
      json.put("pauseMillis", pause.millis());
      json.put("longestWaitMillis", pause.longestWaitMillis());
    }
    json.put("notes", new ArrayList<>(notes));
    return json;
  }
}
