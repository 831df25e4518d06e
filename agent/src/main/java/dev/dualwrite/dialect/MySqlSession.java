package dev.dualwrite.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables of MySQL and MariaDB that change what a statement means. */
final class MySqlSession extends SessionDialect {
  static final String TIME_ZONE = "time_zone";
  private static final String DATABASE = "database";

  private static final List<String> VARIABLES =
      List.of(
          TIME_ZONE,
          "sql_mode",
          "collation_connection",
          "foreign_key_checks",
          "unique_checks",
          "sql_auto_is_null",
          "auto_increment_increment",
          "auto_increment_offset",
          "div_precision_increment",
          "group_concat_max_len",
          "default_week_format",
          "lc_time_names");

  private static final Set<String> NUMBERS =
      Set.of(
          "foreign_key_checks",
          "unique_checks",
          "sql_auto_is_null",
          "auto_increment_increment",
          "auto_increment_offset",
          "div_precision_increment",
          "group_concat_max_len",
          "default_week_format");

  private static final String QUERY =
      VARIABLES.stream()
          .map(name -> "@@session." + name + " AS " + name)
          .collect(Collectors.joining(", ", "SELECT DATABASE() AS `database`, ", ""));

  private static final Pattern CHANGES =
      startingWith(
          "set\\s+(?!(?:session\\s+|local\\s+|@@(?:session\\.|local\\.)?)?(?:autocommit\\b|transaction\\b))|use\\s");

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
    return Set.of(DATABASE);
  }

  @Override
  Map<String, String> translate(SessionState other) {
    return TimeZones.of(other)
        .flatMap(TimeZones::forMySql)
        .map(offset -> Map.of(TIME_ZONE, offset))
        .orElse(Map.of());
  }

  @Override
  public List<String> statements(SessionState from, SessionState to) {
    List<String> statements = new ArrayList<>();
    Map<String, String> settings = differences(from, to);
    String database = settings.remove(DATABASE);
    if (database != null) {
      statements.add("USE `" + database.replace("`", "``") + '`');
    }
    if (!settings.isEmpty()) {
      statements.add(
          settings.entrySet().stream()
              .map(each -> each.getKey() + " = " + value(each.getKey(), each.getValue()))
              .collect(Collectors.joining(", ", "SET ", "")));
    }
    return List.copyOf(statements);
  }

  private static String value(String name, String value) {
    return NUMBERS.contains(name) ? value : literal(value);
  }
}
