package dev.dualwrite.dialect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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
