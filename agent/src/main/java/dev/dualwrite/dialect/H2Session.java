package dev.dualwrite.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** H2's session settings that change what a statement means. */
final class H2Session extends SessionDialect {
  static final String TIME_ZONE = "TIME ZONE";
  private static final String SCHEMA = "SCHEMA";

  private static final String QUERY =
      "SELECT SCHEMA() AS \"SCHEMA\", (SELECT setting_value FROM information_schema.settings"
          + " WHERE setting_name = 'TIME ZONE') AS \"TIME ZONE\"";

  private static final Pattern CHANGES =
      startingWith("set\\s+(?!autocommit\\b|@)|use\\s|alter\\s+session\\s");

  @Override
  public boolean changesSession(String sql) {
    return CHANGES.matcher(sql).matches();
  }

  @Override
  Optional<String> stateQuery() {
    return Optional.of(QUERY);
  }

  @Override
  Set<String> placement() {
    return Set.of(SCHEMA);
  }

  @Override
  Map<String, String> translate(SessionState other) {
    return TimeZones.of(other).map(zone -> Map.of(TIME_ZONE, zone.forH2())).orElse(Map.of());
  }

  @Override
  public List<String> statements(SessionState from, SessionState to) {
    return differences(from, to).entrySet().stream()
        .map(each -> "SET " + each.getKey() + ' ' + value(each.getKey(), each.getValue()))
        .collect(Collectors.toUnmodifiableList());
  }

  private static String value(String name, String value) {
    return name.equals(SCHEMA) ? '"' + value.replace("\"", "\"\"") + '"' : literal(value);
  }
}
