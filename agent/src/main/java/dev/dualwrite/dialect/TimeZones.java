package dev.dualwrite.dialect;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A session's time zone, told in a way that other vendors understand. */
final class TimeZones {
  private static final Set<String> UTC = Set.of("UTC", "GMT", "Etc/UTC", "Z", "+00:00");

  private final ZoneId zone;

  private TimeZones(ZoneId zone) {
    this.zone = zone;
  }

  /** Returns the zone of a session; empty where it has none or tells it in its vendor's own way. */
  static Optional<TimeZones> of(SessionState session) {
    return Stream.of(PostgresSession.TIME_ZONE, MySqlSession.TIME_ZONE, H2Session.TIME_ZONE)
        .filter(session.settings()::containsKey)
        .findFirst()
        .flatMap(setting -> parse(setting, String.valueOf(session.settings().get(setting))));
  }

  /**
   * PostgreSQL counts the hours of an offset to the west, as POSIX does, so only its names are
   * taken.
   */
  private static Optional<TimeZones> parse(String setting, String name) {
    if (UTC.contains(name)) {
      return Optional.of(new TimeZones(ZoneOffset.UTC));
    }
    boolean offset =
        !setting.equals(PostgresSession.TIME_ZONE) && name.matches("[+-]\\d\\d:\\d\\d");
    boolean region = name.indexOf('/') > 0 && ZoneId.getAvailableZoneIds().contains(name);
    return offset || region ? Optional.of(new TimeZones(ZoneId.of(name))) : Optional.empty();
  }

  String forPostgres() {
    if (!(zone instanceof ZoneOffset)) {
      return zone.getId();
    }
    String offset = offsetText((ZoneOffset) zone);
    char opposite = offset.charAt(0) == '+' ? '-' : '+';
    return '<' + offset + '>' + opposite + offset.substring(1);
  }

  String forH2() {
    return zone instanceof ZoneOffset ? "GMT" + offsetText((ZoneOffset) zone) : zone.getId();
  }

  /**
   * A named zone works only where the server's zone tables are loaded, so only an offset goes over.
   */
  Optional<String> forMySql() {
    return zone.getRules().isFixedOffset()
        ? Optional.of(offsetText((ZoneOffset) zone.normalized()))
        : Optional.empty();
  }

  private static String offsetText(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
  }
}
