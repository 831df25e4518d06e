package dev.dualwrite.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The session of a vendor whose state isn't known: it is recognised as changed, but not carried
 * over.
 */
final class NoSession extends SessionDialect {
  private static final Pattern CHANGES =
      startingWith("set\\s|use\\s|alter\\s+session\\s|pragma\\s");

  @Override
  public boolean changesSession(String sql) {
    return CHANGES.matcher(sql).matches();
  }

  @Override
  Optional<String> stateQuery() {
    return Optional.empty();
  }

  @Override
  Set<String> placement() {
    return Set.of();
  }

  @Override
  Map<String, String> translate(SessionState other) {
    return Map.of();
  }

  @Override
  public List<String> statements(SessionState from, SessionState to) {
    return List.of();
  }
}
