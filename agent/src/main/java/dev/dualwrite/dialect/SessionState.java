package dev.dualwrite.dialect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The settings of a session that change what its statements mean. */
public final class SessionState {
  private final Dialect dialect;
  private final Map<String, String> settings;

  SessionState(Dialect dialect, Map<String, String> settings) {
    this.dialect = dialect;
    this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** Returns the vendor whose session this is. */
  public Dialect dialect() {
    return dialect;
  }

  /**
   * Returns the same state where the places in which names are looked up are called otherwise.
   *
   * @param otherwise gives the other name, where a place has one
   */
  public SessionState inPlaces(Function<String, Optional<String>> otherwise) {
    Map<String, String> renamed = new LinkedHashMap<>(settings);
    for (String place : dialect.session().placement()) {
      renamed.computeIfPresent(place, (name, value) -> otherwise.apply(value).orElse(value));
    }
    return new SessionState(dialect, renamed);
  }

  /** Returns the settings by the vendor's names; a value may be null. */
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionState
        && dialect.sameFamily(((SessionState) other).dialect)
        && settings.equals(((SessionState) other).settings);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }

  @Override
  public String toString() {
    return dialect + " " + settings;
  }
}
