package dev.dualwrite.dialect;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/** A session's time zone, told in a way that other vendors understand. */
final class TimeZones {
  private final ZoneId zone;

  private TimeZones(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * Returns the zone of a session; empty where it has none or one that only its vendor understands
   * (SYSTEM).
   */
  static Optional<TimeZones> of(SessionState session) {
    return Stream.of(PostgresSession.TIME_ZONE, MySqlSession.TIME_ZONE, H2Session.TIME_ZONE)
        .map(session.settings()::get)
        .filter(name -> name != null && !name.equals("SYSTEM"))
        .findFirst()
        .flatMap(TimeZones::parse);
  }

  private static Optional<TimeZones> parse(String name) {
    try {
      return Optional.of(new TimeZones(ZoneId.of(name)));
    } catch (DateTimeException onlyThisVendorKnowsIt) {
      return Optional.empty();
    }
  }

  /** Returns a name that PostgreSQL and H2 understand. */
  String named() {
    return zone instanceof ZoneOffset ? offsetText((ZoneOffset) zone) : zone.getId();
  }

  /** Returns a fixed offset as MySQL writes it; empty for a zone whose offset changes. */
  Optional<String> offset() {
    return zone.getRules().isFixedOffset()
        ? Optional.of(offsetText((ZoneOffset) zone.normalized()))
        : Optional.empty();
  }

  private static String offsetText(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
  }
}
