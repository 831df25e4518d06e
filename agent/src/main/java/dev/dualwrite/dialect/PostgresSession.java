package dev.dualwrite.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** PostgreSQL's settings that change what a statement means or what its literals are read as. */
final class PostgresSession extends SessionDialect {
  static final String TIME_ZONE = "TimeZone";

  private static final List<String> SETTINGS =
      List.of(
          "search_path",
          TIME_ZONE,
          "DateStyle",
          "IntervalStyle",
          "standard_conforming_strings",
          "backslash_quote",
          "transform_null_equals",
          "array_nulls",
          "bytea_output",
          "extra_float_digits",
          "lc_monetary",
          "lc_numeric",
          "lc_time",
          "xmloption",
          "default_text_search_config",
          "session_replication_role");

  private static final String QUERY =
      SETTINGS.stream()
          .map(name -> "current_setting('" + name + "') AS \"" + name + '"')
          .collect(Collectors.joining(", ", "SELECT ", ""));

  private static final Pattern CHANGES =
      startingWith(
          "set\\s+(?!(?:local\\s+|session\\s+characteristics|session\\s+authorization|transaction|constraints))"
              + "|set\\s+local\\s+(?!transaction)|reset\\s|discard\\s+all|select\\b.*\\bset_config\\s*\\(");

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
    return Set.of("search_path");
  }

  @Override
  Map<String, String> translate(SessionState other) {
    return TimeZones.of(other).map(zone -> Map.of(TIME_ZONE, zone.forPostgres())).orElse(Map.of());
  }

  /**
   * A setting made in a transaction that rolls back is undone: apply before the transaction starts.
   */
  @Override
  public List<String> statements(SessionState from, SessionState to) {
    Map<String, String> settings = differences(from, to);
    if (settings.isEmpty()) {
      return List.of();
    }
    return List.of(
        settings.entrySet().stream()
            .map(
                each ->
                    "set_config("
                        + literal(each.getKey())
                        + ", "
                        + literal(each.getValue())
                        + ", false)")
            .collect(Collectors.joining(", ", "SELECT ", "")));
  }
}
