package dev.dualwrite.transition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One condition of a change of the phase, as it was found. */
public final class Gate {
  private final String name;
  private final String found;
  private final Optional<String> remedy;

  private Gate(String name, String found, Optional<String> remedy) {
    this.name = name;
    this.found = found;
    this.remedy = remedy;
  }

  /** A condition that is fulfilled. */
  static Gate open(String name, String found) {
    return new Gate(name, found, Optional.empty());
  }

  /** A condition that isn't, and what to do about it. */
  static Gate held(String name, String found, String remedy) {
    return new Gate(name, found, Optional.of(remedy));
  }

  /** What the condition is about, in a word. */
  public String name() {
    return name;
  }

  /** Whether the phase may be changed, as far as this one goes. */
  public boolean isOpen() {
    return remedy.isEmpty();
  }

  /** What was found. */
  public String found() {
    return found;
  }

  /** What to do, where the gate holds. */
  public Optional<String> remedy() {
    return remedy;
  }

  /** This gate as a JSON object. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gate", name);
    json.put("open", isOpen());
    json.put("found", found);
    remedy.ifPresent(text -> json.put("remedy", text));
    return json;
  }

  @Override
  public String toString() {
    return name + ": " + found + remedy.map(text -> ". " + text).orElse("");
  }
}
